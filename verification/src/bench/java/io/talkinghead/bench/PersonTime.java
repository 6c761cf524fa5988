package io.talkinghead.bench;

import io.talkinghead.Engine;
import io.talkinghead.TalkingHead;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.person.Photo;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Prints how long it takes from photo files to a head that has shown its first picture, in a process whose engine is open: the
 * feed-forward column of the paper's Table 2, which counts from crops and landmarks and not to a picture. Photos are JPEG files of
 * 512 x 512 pixels.
 *
 * <p>The numbers of photos take turns; medians and quartiles over the turns, and the processor's time.
 */
public final class PersonTime {
    private static final int[] SHOTS = {1, 8, 32};
    /** Seconds on a P40, Table 2, "Ours FF". */
    private static final double[] PAPER_MILLIS = {61, 138, 221};

    private static final int TURNS = 9;
    private static final double NANOS = 1e6;

    private PersonTime() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("photos");
        Frame sample = ImageFiles.read(SampleHead.PHOTO);
        List<Photo> photos = new ArrayList<>();
        for (int i = 0; i < SHOTS[SHOTS.length - 1]; i++) {
            Path file = folder.resolve(i + ".jpg");
            ImageFiles.write(file, sample);
            photos.add(Photo.of(file));
        }
        double[][] millis = new double[SHOTS.length][TURNS];
        double[] processor = new double[SHOTS.length];
        try (Engine engine = Engine.open(EngineOptions.defaults())) {
            for (int turn = -2; turn < TURNS; turn++) {
                for (int i = 0; i < SHOTS.length; i++) {
                    long spent = processorNanos();
                    long start = System.nanoTime();
                    show(engine, photos.subList(0, SHOTS[i]));
                    if (turn >= 0) {
                        millis[i][turn] = (System.nanoTime() - start) / NANOS;
                        processor[i] += (processorNanos() - spent) / NANOS / TURNS;
                    }
                }
            }
        } finally {
            for (Photo photo : photos) {
                Files.delete(folder.resolve(photo.name()));
            }
            Files.delete(folder);
        }
        PrintStream out = System.out;
        for (int i = 0; i < SHOTS.length; i++) {
            Arrays.sort(millis[i]);
            out.printf(
                    Locale.ROOT,
                    "%d photos: %.0f ms (%.0f-%.0f), %.0f ms of processor time; the paper's P40: %.0f ms%n",
                    SHOTS[i],
                    millis[i][TURNS / 2],
                    millis[i][TURNS / 4],
                    millis[i][TURNS - 1 - TURNS / 4],
                    processor[i],
                    PAPER_MILLIS[i]);
        }
    }

    private static void show(Engine engine, List<Photo> photos) {
        try (TalkingHead head =
                TalkingHead.builder(photos).engine(engine).size(256).build()) {
            Frame first = head.render(head.neutralLandmarks());
            if (first.widthPx() != 256) {
                throw new IllegalStateException("no picture of the size asked for");
            }
        }
    }

    private static long processorNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }
}
