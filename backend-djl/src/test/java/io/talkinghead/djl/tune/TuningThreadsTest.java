package io.talkinghead.djl.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.talkinghead.testkit.NativeMemory;
import io.talkinghead.testkit.Program;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuningThreadsTest {
    private static final int THREADS = 6;

    @TempDir
    private Path folder;

    @Test
    void tune_fromOneThreadAfterTheOther_keepsNeitherMemoryNorThreadsForEach() throws Exception {
        assumeTrue(NativeMemory.residentKilobytes() > 0, "this system does not tell a process's memory");
        // With the C library as it is, which keeps most.
        Program run = Program.run(
                folder,
                List.of(
                        "-Xms256m",
                        "-Xmx256m",
                        "-XX:+AlwaysPreTouch",
                        "-XX:+UseSerialGC",
                        "-XX:-UseDynamicNumberOfCompilerThreads",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TuningThreadsProgram.class.getName(),
                        String.valueOf(THREADS)));
        assertThat(run.code()).as(run.err()).isZero();
        List<long[]> held = run.out()
                .lines()
                .map(line -> Arrays.stream(line.split(" "))
                        .mapToLong(Long::parseLong)
                        .toArray())
                .toList();
        assertThat(held).hasSize(2);
        // Each kept 130 MB.
        assertThat(held.get(1)[0] - held.get(0)[0]).as("kilobytes").isLessThan(THREADS * 20_000);
        // The threads that asked are there still; PyTorch had one more beside each.
        assertThat(held.get(1)[1] - held.get(0)[1]).as("threads").isLessThanOrEqualTo(THREADS + 1);
    }
}
