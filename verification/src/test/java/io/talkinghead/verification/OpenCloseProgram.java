package io.talkinghead.verification;

import io.talkinghead.TalkingHead;
import io.talkinghead.testkit.NativeMemory;
import java.io.PrintStream;
import java.nio.file.Path;

/** Opens, uses and closes a head many times and prints the kilobytes that the last two thirds of that have added. */
final class OpenCloseProgram {
    private OpenCloseProgram() {}

    /** Takes the number of times and a person's file. */
    public static void main(String[] args) throws Exception {
        int cycles = Integer.parseInt(args[0]);
        long before = 0;
        for (int i = 0; i < cycles; i++) {
            if (i == cycles / 3) {
                before = NativeMemory.residentKilobytes();
            }
            try (TalkingHead head =
                    TalkingHead.builder(Path.of(args[1])).size(64).build()) {
                head.render(head.neutralLandmarks());
            }
        }
        PrintStream out = System.out;
        out.println(NativeMemory.residentKilobytes() - before);
    }
}
