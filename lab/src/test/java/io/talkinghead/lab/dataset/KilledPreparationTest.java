package io.talkinghead.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.testkit.DrawnFaceAnalyzer;
import io.talkinghead.testkit.DrawnVideo;
import io.talkinghead.work.Cancellation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A preparation killed as the operating system kills: nothing of it runs any more, no clean-up, no finally. */
class KilledPreparationTest {
    private static final int VIDEOS = 16;
    /** On Unix a process killed by signal 9 ends with 128 + 9. */
    private static final int KILLED = System.getProperty("os.name").startsWith("Windows") ? 1 : 137;

    @TempDir
    private Path folder;

    @Test
    void run_killedAtSeveralMoments_leavesWholeClipsAndGoesOnToTheSameDataset() throws Exception {
        Path in = Files.createDirectories(folder.resolve("in"));
        for (int i = 0; i < VIDEOS; i++) {
            // Some leave the crop, so that one source gives several clips.
            Files.writeString(in.resolve("v" + i + ".mp4"), "12 10 " + i % 12 + " -1");
        }
        Files.writeString(in.resolve("bad.mp4"), "no video");
        Path expected = folder.resolve("expected");
        prepare(in, expected);
        Path out = folder.resolve("out");
        // While the first description is written, early, amid the frames of clips, and late.
        for (int files : new int[] {1, 5, 60, 130}) {
            killWhenThereAre(files, in, out);
            assertOnlyWholeClips(out);
        }
        prepare(in, out);
        assertThat(contents(out)).isEqualTo(contents(expected));
    }

    private static void prepare(Path in, Path out) {
        new Preparation(new DrawnFaceAnalyzer(), DrawnVideo::open, PreparationProgram.OPTIONS)
                .run(in, out, PreparationListener.NONE, new Cancellation());
    }

    private void killWhenThereAre(int files, Path in, Path out) throws Exception {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        PreparationProgram.class.getName(),
                        in.toString(),
                        out.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            while (process.isAlive() && count(out) < files) {
                LockSupport.parkNanos(200_000);
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isEqualTo(KILLED);
        assertThat(output).isEmptyFile();
    }

    /** Files come and go while they are counted. */
    private static long count(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return 0;
            }
            throw e;
        }
    }

    private static void assertOnlyWholeClips(Path out) throws IOException {
        if (!Files.exists(out.resolve("dataset.json")) || clips(out) == 0) {
            return;
        }
        for (DatasetIdentity identity : Dataset.open(out).identities()) {
            for (DatasetClip clip : identity.clips()) {
                for (int i = 0; i < clip.frames(); i++) {
                    assertThat(clip.picture(i).widthPx()).isEqualTo(64);
                }
            }
        }
    }

    private static int clips(Path out) {
        return Dataset.subfolders(out).stream()
                .mapToInt(identity -> Dataset.subfolders(identity).size())
                .sum();
    }

    /** Every file, hidden ones too; rejections come in any order. */
    private static Map<String, String> contents(Path dataset) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(dataset)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(dataset.relativize(file).toString(), Arrays.toString(Files.readAllBytes(file)));
            }
        }
        return contents;
    }
}
