package io.talkinghead.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Writing that fails half-way. The process may write files of so many KB only, which any user can ask for: FFmpeg's writes
 * fail as they do on a full disk.
 */
@DisabledOnOs(OS.WINDOWS)
final class DiskFullTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    // With 2 KB the header fails or the first picture; the last figure is a little less than the whole file.
    @CsvSource({"mp4, 2", "mp4, 60", "webm, 2", "webm, 60", "gif, 2", "gif, 300", "mp4, -1", "webm, -1", "gif, -1"})
    void limit_reached_isATypedErrorAndLeavesWhatWasThere(String extension, int kilobytes) throws Exception {
        Path target = Files.writeString(folder.resolve("out." + extension), "old");
        long limit = kilobytes > 0 ? kilobytes : wholeKilobytes(extension) - 1;
        // The shell counts in units of 512 bytes.
        List<String> limited = List.of("sh", "-c", "ulimit -f " + 2 * limit + " && exec \"$@\"", "sh");
        Path results = Files.createDirectory(folder.resolve("results"));
        ChildJvm child = new ChildJvm(limited, ChildJvm.testClassPath(), List.of());
        assertThat(child.run(NoiseWriter.class, results, target.toString()))
                .contains("TH-501", target.toString(), "File too large", "free disk space");
        assertThat(target).hasContent("old");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(target, results);
        }
    }

    /** In 40 steps in the stress profile, which is about one for each time that FFmpeg writes, in six otherwise. */
    @ParameterizedTest
    @ValueSource(strings = {"mp4", "webm", "gif"})
    @EnabledOnOs(OS.LINUX)
    void room_growingUntilItIsEnough_failsTypedClosedAndWithoutATrace(String extension) throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/prlimit")));
        int steps = Integer.getInteger("talkinghead.cycles", 1) > 1 ? 40 : 6;
        Path place = Files.createDirectory(folder.resolve("place"));
        String result = new ChildJvm(List.of(), ChildJvm.testClassPath(), List.of())
                .run(
                        FullDiskProgram.class,
                        folder,
                        place.resolve("out." + extension).toString(),
                        String.valueOf(steps));
        assertThat(result).isEqualTo("failures " + steps);
    }

    private long wholeKilobytes(String extension) throws IOException {
        Path whole = folder.resolve("whole." + extension);
        NoiseWriter.write(whole);
        long size = Files.size(whole);
        Files.delete(whole);
        return size / 1024;
    }
}
