package io.talkinghead.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.TalkingHead;
import io.talkinghead.person.Photo;
import io.talkinghead.testkit.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Heads opened, used and closed again and again leave nothing behind. */
class OpenCloseTest {
    private static final int CYCLES = Integer.getInteger("talkinghead.cycles", 50);

    @TempDir
    private Path folder;

    @Test
    @Timeout(600)
    void openRenderClose_manyTimes_keepsNativeMemoryFlat() throws Exception {
        Path person = folder.resolve("astronaut.person");
        try (TalkingHead head = TalkingHead.builder(Photo.of(Samples.ASTRONAUT)).build()) {
            head.save(person);
        }
        Program run =
                Program.withFixedHeap(folder, 256, OpenCloseProgram.class, String.valueOf(CYCLES), person.toString());
        // A head's networks hold several MB: left open each time they would add hundreds.
        assertThat(Long.parseLong(run.out().strip()))
                .as("kilobytes more after the last two thirds of the cycles")
                .isLessThan(40_000);
    }
}
