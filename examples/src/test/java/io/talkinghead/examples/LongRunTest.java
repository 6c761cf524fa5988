package io.talkinghead.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.talkinghead.NativeMemory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A head that runs for long: 20 000 frames in the stress profile, fewer otherwise. */
class LongRunTest {
    private static final int FRAMES = Integer.getInteger("talkinghead.frames", 500);

    /** What is resident of the heap would come and go with the collector, so all of it is, from the start. */
    private static final List<String> FIXED_HEAP = List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch");

    @TempDir
    private Path folder;

    @Test
    @Timeout(7200)
    void renderAndTrack_manyFrames_keepsMemoryFlat(TestReporter reporter) throws Exception {
        assumeTrue(
                NativeMemory.residentKilobytes() > 0,
                "this system does not tell a process's memory in /proc/self/status");
        List<String> command = new ArrayList<>(FIXED_HEAP);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LongRunProgram.class.getName()));
        command.addAll(List.of(String.valueOf(FRAMES), Samples.ASTRONAUT.toString(), Samples.TRACK.toString()));
        Program run = Program.run(folder, command);
        assertThat(run.code()).as(run.err()).isZero();
        reporter.publishEntry("frames and resident kilobytes", run.out());
        long[] kilobytes = run.out()
                .lines()
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                .toArray();
        assertThat(kilobytes).hasSize(10);
        // The first fifth is for what is loaded and compiled once.
        long before = kilobytes[1];
        assertThat(kilobytes[9] - before).isLessThan(10_000 + before / 20);
    }
}
