package io.talkinghead.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.talkinghead.NativeMemory;
import io.talkinghead.TalkingHead;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Heads opened, used and closed again and again leave nothing behind. */
class OpenCloseTest {
    private static final int CYCLES = Integer.getInteger("talkinghead.cycles", 200);

    /** What is resident of the heap would come and go with the collector, so all of it is, from the start. */
    private static final List<String> FIXED_HEAP = List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch");

    @TempDir
    private Path folder;

    @Test
    @Timeout(600)
    void openRenderClose_manyTimes_keepsNativeMemoryFlat() throws Exception {
        assumeTrue(
                NativeMemory.residentKilobytes() > 0,
                "this system does not tell a process's memory in /proc/self/status");
        Path person = folder.resolve("astronaut.person");
        try (TalkingHead head =
                TalkingHead.builder().photos(List.of(Samples.ASTRONAUT)).build()) {
            head.save(person);
        }
        List<String> command = new ArrayList<>(FIXED_HEAP);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), OpenCloseProgram.class.getName()));
        command.addAll(List.of(String.valueOf(CYCLES), person.toString()));
        Program run = Program.run(folder, command);
        assertThat(run.code()).as(run.err()).isZero();
        // A head's networks hold several MB: left open each time they would add hundreds.
        assertThat(Long.parseLong(run.out().strip()))
                .as("kilobytes more after the last two thirds of the cycles")
                .isLessThan(40_000);
    }
}
