package io.talkinghead.verification.kill;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.lab.dataset.ClipWriter;
import io.talkinghead.lab.dataset.DatasetWriter;
import io.talkinghead.lab.dataset.Preparation;
import io.talkinghead.lab.dataset.PreparationListener;
import io.talkinghead.lab.dataset.PreparationOptions;
import io.talkinghead.testkit.DrawnFaceAnalyzer;
import io.talkinghead.testkit.DrawnFaces;
import io.talkinghead.testkit.DrawnVideo;
import io.talkinghead.work.Cancellation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Prepares a dataset of drawn videos over and over, and in another dataset replaces a clip by another by turns; to be killed. With a
 * version as third argument it does both once.
 */
final class DatasetsProgram {
    static final String PREPARED = "prepared";
    static final String REPLACED = "replaced";
    private static final int SIDE = 64;
    private static final PreparationOptions OPTIONS =
            PreparationOptions.defaults().withThreads(2).withResolution(SIDE).withFrames(2, 12);

    private DatasetsProgram() {}

    /** Takes a folder of videos, a folder to write into, and perhaps a version, 0 or 1. */
    public static void main(String[] args) throws Exception {
        Path in = Path.of(args[0]);
        Path out = Path.of(args[1]);
        if (args.length > 2) {
            prepare(in, out.resolve(PREPARED));
            try (DatasetWriter dataset = DatasetWriter.open(out.resolve(REPLACED), SIDE)) {
                replace(dataset, Integer.parseInt(args[2]));
            }
            return;
        }
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Callable<?> replacing = () -> {
            try (DatasetWriter dataset = DatasetWriter.open(out.resolve(REPLACED), SIDE)) {
                for (int version = 0; ; version = 1 - version) {
                    replace(dataset, version);
                }
            }
        };
        Future<?> job = thread.submit(replacing);
        PrintStream printed = System.out;
        while (!job.isDone()) {
            prepare(in, out.resolve(PREPARED));
            printed.println("prepared");
            // Under another name before it goes: half of it must not look like a dataset.
            Path old = Files.createTempDirectory(out.getParent(), "old");
            Files.move(out.resolve(PREPARED), old.resolve(PREPARED));
            MoreFiles.deleteRecursively(old, RecursiveDeleteOption.ALLOW_INSECURE);
        }
        job.get();
    }

    private static void prepare(Path in, Path out) {
        new Preparation(new DrawnFaceAnalyzer(), DrawnVideo::open, OPTIONS)
                .run(in, out, PreparationListener.NONE, new Cancellation());
    }

    private static void replace(DatasetWriter dataset, int version) throws IOException {
        try (ClipWriter clip = dataset.begin("person", "clip", "version " + version)) {
            for (int i = 0; i < 4; i++) {
                Frame picture = DrawnFaces.picture(SIDE, SIDE, 20 + i, 20 + 4 * version, 8);
                clip.add(picture, points(version), Duration.ofMillis(40L * i));
            }
            clip.commit();
        }
    }

    private static Landmarks points(int version) {
        float[] values = new float[Landmarks.COUNT];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % SIDE + version;
        }
        return Landmarks.of(values, values, values);
    }
}
