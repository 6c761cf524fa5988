package io.talkinghead.verification.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Jazzer calls: it wants static methods of these names. */
public final class FuzzProgram {
    private static InputRules rules;

    private FuzzProgram() {}

    /** Takes the target's name, and whether time is limited. */
    public static void fuzzerInitialize(String[] arguments) throws IOException {
        FuzzTarget target = FuzzTarget.valueOf(arguments[0]);
        Path folder = Files.createTempDirectory("fuzz-");
        rules = InputRules.of(target, target.reader(folder), Boolean.parseBoolean(arguments[1]));
    }

    /** Takes one input; whatever it throws ends the run. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        rules.check(input);
    }
}
