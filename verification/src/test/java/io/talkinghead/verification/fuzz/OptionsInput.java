package io.talkinghead.verification.fuzz;

import io.talkinghead.cli.TalkingHeadCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * A command line, one word in each line of an input. Commands run as far as their options are looked at, and fail for want of an
 * input; those that start an engine before are only parsed.
 */
final class OptionsInput implements FuzzedReader {
    private final Map<String, List<String>> endings;

    OptionsInput(Path folder) {
        String none = folder.resolve("none").toString();
        String out = folder.resolve("out").toString();
        String there = folder.toString();
        this.endings = Map.of(
                "animate", List.of("--person", none, "--driver", there, "--out", out),
                "track", List.of(none, "--out", out),
                // Two that are the same are refused before the first is looked into.
                "prepare", List.of("--in", there, "--out", there),
                "train", List.of("--data", there, "--out", out, "--start", "no-such-model"),
                "evaluate", List.of("--data", none, "--out", out),
                "person", List.of());
    }

    @Override
    public void read(byte[] input) {
        List<String> words = new ArrayList<>();
        for (String word : new String(input, StandardCharsets.UTF_8).split("\n")) {
            // A word with @ in front is a file of more words, and which files there are is not for the fuzzer to try.
            words.add(word.startsWith("@") ? word.substring(1) : word);
        }
        List<String> ending = endings.get(words.get(0));
        if (ending == null) {
            parse(words);
        } else {
            words.addAll(ending);
            execute(words);
        }
    }

    private static void parse(List<String> words) {
        try {
            TalkingHeadCommand.commandLine().parseArgs(words.toArray(String[]::new));
        } catch (ParameterException expected) {
            new CommandLine.Help(expected.getCommandLine().getCommandSpec()).synopsis(0);
        }
    }

    private static void execute(List<String> words) {
        StringWriter err = new StringWriter();
        int code = TalkingHeadCommand.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true))
                .execute(words.toArray(String[]::new));
        // Words of the command line, which have no line's end in them, are told in the middle of lines.
        boolean failed = Stream.of(err.toString().split("\n")).anyMatch(line -> line.startsWith("unexpected failure"));
        if (code < 0 || code > 2 || failed) {
            throw new AssertionError("ended with " + code + ": " + words + "\n" + err);
        }
    }
}
