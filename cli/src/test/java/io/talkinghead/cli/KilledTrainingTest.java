package io.talkinghead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.lab.dataset.ClipWriter;
import io.talkinghead.lab.dataset.DatasetWriter;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code talkinghead train}, killed without warning while it writes a checkpoint after every step. */
class KilledTrainingTest {
    /** Each takes some seconds, most of them for the start of the engine. */
    private static final int KILLS = Integer.getInteger("talkinghead.kills", 2);

    private static final int SIDE = 64;
    private static final String SPEC = "{\"base\":8,\"max\":16,\"resolution\":64,\"upsampling\":\"block-start\","
            + "\"conditioning\":\"guided-v3\",\"warp\":\"turn-v1\",\"lent\":[8,8,8],"
            + "\"bottleneckBlocks\":1,\"embedding\":16,\"epsilon\":0.0001,\"rasteriser\":\"landmarks-68-v1\","
            + "\"crop\":\"voxceleb-like-v1\"}";

    @TempDir
    private Path folder;

    @Test
    @Timeout(3 * 3600)
    void train_killedAtAnyMoment_goesOnAndLeavesNoUnreadableFile() throws Exception {
        writeData(folder.resolve("data"));
        Files.writeString(folder.resolve("spec.json"), SPEC);
        Random random = new Random(1);
        long reached = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process training = new ProcessBuilder(command(100_000))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log.txt").toFile())
                    .start();
            awaitStep(training, reached + 2);
            Thread.sleep(random.nextInt(300));
            training.destroyForcibly();
            assertThat(training.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertReadable();
            assertThat(newestStep()).isGreaterThan(reached);
            reached = newestStep();
        }
        Program finished =
                Program.run(folder, command(reached + 1).subList(1, command(0).size()));
        assertThat(finished.code()).as(finished.err()).isZero();
        assertThat(finished.err()).contains("going on after step " + reached);
        assertThat(newestStep()).isEqualTo(reached + 1);
        assertReadable();
    }

    private List<String> command(long steps) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                // Compiling well takes longer than the few steps before a kill.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.talkinghead.cli.TalkingHeadCommand",
                "train",
                "--data",
                folder.resolve("data").toString(),
                "--spec",
                folder.resolve("spec.json").toString(),
                "--out",
                folder.resolve("out").toString(),
                "--steps",
                Long.toString(steps),
                "--checkpoint-minutes",
                "0",
                "--batch",
                "2",
                "--validation-fraction",
                "0.3",
                "--threads",
                "1");
    }

    private void awaitStep(Process training, long step) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (newestStep() < step) {
            assertThat(training.isAlive())
                    .as(Files.readString(folder.resolve("log.txt")))
                    .isTrue();
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private long newestStep() throws IOException {
        Path checkpoints = folder.resolve("out/checkpoints");
        if (!Files.exists(checkpoints)) {
            return -1;
        }
        try (Stream<Path> all = Files.list(checkpoints)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("step-"))
                    .mapToLong(name -> Long.parseLong(name.substring("step-".length())))
                    .max()
                    .orElse(-1);
        }
    }

    private void assertReadable() throws IOException {
        List<Path> bundles = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            files.filter(file -> file.getFileName().toString().matches("[a-z]+\\.zip"))
                    .forEach(bundles::add);
        }
        assertThat(bundles).isNotEmpty();
        bundles.forEach(ModelBundle::open);
    }

    private static void writeData(Path data) throws IOException {
        Random random = new Random(2);
        try (DatasetWriter writer = DatasetWriter.open(data, SIDE)) {
            for (int person = 0; person < 8; person++) {
                try (ClipWriter clip = writer.begin("person" + person, "clip", "noise")) {
                    for (int i = 0; i < 3; i++) {
                        byte[] rgb = new byte[3 * SIDE * SIDE];
                        random.nextBytes(rgb);
                        clip.add(Frame.of(SIDE, SIDE, rgb), ring(2 * i), Duration.ofMillis(40L * i));
                    }
                    clip.commit();
                }
            }
        }
    }

    /** Points that are no face but lie like one: nobody looks at these pictures. */
    private static Landmarks ring(int shift) {
        float[] x = new float[Landmarks.COUNT];
        float[] y = new float[Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            double angle = 2 * Math.PI * i / Landmarks.COUNT;
            x[i] = (float) (SIDE / 2.0 + (10 + i % 7) * Math.cos(angle)) + shift;
            y[i] = (float) (SIDE / 2.0 + (10 + i % 5) * Math.sin(angle));
        }
        return Landmarks.of(x, y, new float[Landmarks.COUNT]);
    }
}
