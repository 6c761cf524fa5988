package io.talkinghead.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.talkinghead.Backends;
import io.talkinghead.engine.Capability;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.image.Resampler;
import io.talkinghead.lab.dataset.Preparation;
import io.talkinghead.lab.dataset.PreparationListener;
import io.talkinghead.lab.dataset.PreparationOptions;
import io.talkinghead.lab.dataset.PreparationSummary;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoWriter;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A small tree of sources on two executors, one of which is killed. */
@ExtendWith(TwoWorkers.class)
class PrepareJobTest {
    private static final int SOURCES = 11;
    private static final int SIDE = 160;
    private static final int FRAMES = 4;
    private static final Path SAMPLES = Path.of("../examples/samples").toAbsolutePath();
    private static final PreparationOptions OPTIONS =
            PreparationOptions.defaults().withThreads(2).withResolution(64).withFrames(2, 3);

    @TempDir
    private static Path folder;

    private static Path in;
    private static Map<String, String> expected;

    private final Map<String, String> rejected = new HashMap<>();
    private final List<String> skipped = new ArrayList<>();
    private final List<Progress> progress = new ArrayList<>();

    @BeforeAll
    static void prepareOnOneMachine() throws IOException {
        in = folder.resolve("in");
        Path talk = video("astronaut.png", "talk.mp4");
        Path other = video("joconde.jpg", "other.mp4");
        copy(talk, "solo.mp4");
        copy(talk, "id1/talk.mp4");
        // Of the same name: one of them is marked.
        copy(other, "id1/talk.m4v");
        copy(talk, "id2/clip: A/00001.mp4");
        copy(other, "id2/clip: A/00002.mp4");
        pictures("id3");
        pictures("id3/more of it");
        Files.writeString(in.resolve("id3/1.jpg"), "this is no picture");
        Files.writeString(in.resolve("bad.mp4"), "this is no video");
        Files.writeString(Files.createDirectories(in.resolve("id4")).resolve("bad.webm"), "this is no video either");
        ImageFiles.write(in.resolve("empty/0.png"), Frame.of(SIDE, SIDE, new byte[3 * SIDE * SIDE]));
        ImageFiles.write(in.resolve("single/0.png"), picture("astronaut.png"));
        Path alone = folder.resolve("alone");
        try (Backend backend = Backends.open(
                        EnumSet.of(Capability.ANALYZE_FACES),
                        EngineOptions.defaults().withThreads(1));
                FaceAnalyzer analyzer = backend.openFaceAnalyzer()) {
            PreparationSummary summary = new Preparation(analyzer, Backends.videos()::openReader, OPTIONS)
                    .run(in, alone, PreparationListener.NONE, new Cancellation());
            assertThat(summary.clips()).isEqualTo(7);
            assertThat(summary.rejected()).hasSize(4);
        }
        expected = contents(alone);
        // A lock on one machine; its file is no part of the dataset.
        assertThat(expected.remove(".lock")).isEmpty();
    }

    @Test
    void run_anExecutorKilled_givesTheBytesOfOneMachineAndNothingHalfWritten(SparkSession spark) throws IOException {
        Path out = folder.resolve("out");
        // What an attempt leaves that was killed while it copied.
        Path left = Files.createDirectories(out.resolve("id1/.talk.0123.unfinished"));
        Files.writeString(left.resolve("0000.jpg"), "half");
        PreparationSummary summary;
        try (ExecutorKill kill = ExecutorKill.after(spark, 4)) {
            summary = run(spark, out);
            assertThat(kill.killed()).isEqualTo(1);
        }
        assertSame(out);
        assertThat(summary.identities()).isEqualTo(4);
        assertThat(summary.clips()).isEqualTo(7);
        assertThat(summary.problems()).containsOnlyKeys("id3");
        assertThat(rejected)
                .containsOnlyKeys("bad.mp4", "id4/bad.webm", "empty", "single")
                .isEqualTo(summary.rejected());
        assertThat(skipped).containsExactly("id3");
        assertThat(progress)
                .extracting(Progress::done)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, SOURCES).boxed().toList());

        progress.clear();
        MoreFiles.deleteRecursively(out.resolve("id1/talk"), RecursiveDeleteOption.ALLOW_INSECURE);
        assertThat(run(spark, out).rejected()).isEqualTo(summary.rejected());
        assertThat(progress).extracting(Progress::done).containsExactly((long) SOURCES);
        // Problems are those of the last run, which had none.
        Map<String, String> again = contents(out);
        again.put("summary.json", expected.get("summary.json"));
        assertThat(again).isEqualTo(expected);
    }

    @Test
    void run_whatCannotBeDone_isTypedAndNamesTheFoldersGiven(SparkSession spark) throws IOException {
        Path none = Files.createDirectories(folder.resolve("none"));
        assertThatThrownBy(() -> PrepareJob.run(
                        spark, uri(folder.resolve("nowhere")), uri(none), OPTIONS, PreparationListener.NONE))
                .hasMessageContaining("TH-201")
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> PrepareJob.run(spark, uri(none), uri(none), OPTIONS, PreparationListener.NONE))
                .hasMessageContaining("TH-201")
                .hasMessageContaining("no video and no picture");
        Path other = folder.resolve("other");
        assertThatThrownBy(() -> PrepareJob.run(
                        spark,
                        uri(Files.createDirectories(in.resolve("id4"))),
                        uri(other),
                        OPTIONS,
                        PreparationListener.NONE))
                .hasMessageContaining("TH-306")
                .hasMessageContaining("no clips");
        assertThatThrownBy(() -> PrepareJob.run(
                        spark, uri(in), uri(other), OPTIONS.withResolution(32), PreparationListener.NONE))
                .hasMessageContaining("TH-306")
                .hasMessageContaining(uri(other));
    }

    private PreparationSummary run(SparkSession spark, Path out) {
        return PrepareJob.run(spark, uri(in), uri(out), OPTIONS, new PreparationListener() {
            @Override
            public void progressed(Progress state) {
                progress.add(state);
            }

            @Override
            public void rejected(String source, String reason) {
                rejected.put(source, reason);
            }

            @Override
            public void skipped(String source, String reason) {
                skipped.add(source);
            }
        });
    }

    private static void assertSame(Path out) throws IOException {
        assertThat(contents(out)).isEqualTo(expected);
    }

    private static String uri(Path path) {
        return path.toUri().toString();
    }

    private static Path video(String sample, String name) throws IOException {
        Path file = folder.resolve(name);
        Frame picture = picture(sample);
        try (VideoWriter writer = Backends.videos().openWriter(file, new VideoFormat(SIDE, SIDE, 10), null)) {
            for (int i = 0; i < FRAMES; i++) {
                writer.write(picture, i);
            }
            writer.finish();
        }
        return file;
    }

    private static Frame picture(String sample) {
        return Resampler.resize(ImageFiles.read(SAMPLES.resolve(sample)), SIDE, SIDE);
    }

    private static void copy(Path file, String name) throws IOException {
        Path target = in.resolve(name);
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
    }

    private static void pictures(String name) throws IOException {
        for (int i = 0; i < FRAMES; i++) {
            ImageFiles.write(in.resolve(name).resolve(i + ".jpg"), picture("joconde.jpg"));
        }
    }

    private static Map<String, String> contents(Path dataset) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(dataset)) {
            for (Path file : files.filter(path -> !path.equals(dataset)).toList()) {
                contents.put(
                        dataset.relativize(file).toString(),
                        Files.isDirectory(file) ? "a folder" : HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return contents;
    }
}
