package io.talkinghead.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.testkit.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A head that runs for long: 20 000 frames in the stress profile, fewer otherwise. */
class LongRunTest {
    private static final int FRAMES = Integer.getInteger("talkinghead.frames", 300);

    @TempDir
    private Path folder;

    @Test
    @Timeout(7200)
    void renderAndTrack_manyFrames_keepsMemoryFlat(TestReporter reporter) throws Exception {
        Program run = Program.withFixedHeap(
                folder,
                128,
                LongRunProgram.class,
                String.valueOf(FRAMES),
                Samples.ASTRONAUT.toString(),
                Samples.TRACK.toString());
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
