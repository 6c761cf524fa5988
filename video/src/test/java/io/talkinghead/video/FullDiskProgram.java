package io.talkinghead.video;

import static java.util.Objects.requireNonNull;

import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.testkit.OpenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A program that writes the same video again and again, with room for ever more of it, until it succeeds. Its arguments: a file for
 * the result, the video, and in how many steps the room grows. The result is how often it failed as it should, or what went wrong.
 */
final class FullDiskProgram {
    private FullDiskProgram() {}

    public static void main(String[] arguments) throws Exception {
        Path target = Path.of(arguments[1]).toAbsolutePath();
        Path folder = requireNonNull(target.getParent());
        int steps = Integer.parseInt(arguments[2]);
        // What is loaded and unpacked once needs room, too.
        NoiseWriter.write(target);
        long whole = Files.size(target);
        byte[] old = Files.readAllBytes(target);
        long files = OpenFiles.count();
        long beside = count(folder);
        int failures = 0;
        String problem = "";
        for (int i = 0; i < steps && problem.isEmpty(); i++) {
            long room = Math.floorDiv(whole * i, steps);
            limit(String.valueOf(room));
            problem = attempt(target);
            limit("unlimited");
            problem += Arrays.equals(Files.readAllBytes(target), old) ? "" : " the old file has changed";
            problem += count(folder) == beside ? "" : " something is left behind";
            problem += OpenFiles.count() == files ? "" : " a file is open";
            problem += problem.isEmpty() ? "" : " with room for " + room + " of " + whole;
            failures++;
        }
        NoiseWriter.write(target);
        problem += Files.size(target) == whole ? "" : " the next one differs";
        Files.writeString(Path.of(arguments[0]), problem.isEmpty() ? "failures " + failures : problem);
    }

    private static String attempt(Path target) {
        try {
            NoiseWriter.write(target);
            return "written";
        } catch (TalkingHeadException e) {
            return e.getMessage().startsWith("TH-501") ? "" : e.getMessage();
        } catch (RuntimeException | Error e) {
            return "untyped " + e;
        }
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    /** The soft limit alone, which may be raised again; the Java machine ignores the signal that comes with it. */
    private static void limit(String bytes) throws Exception {
        String process = String.valueOf(ProcessHandle.current().pid());
        int code = new ProcessBuilder("/usr/bin/prlimit", "--pid", process, "--fsize=" + bytes + ":")
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("prlimit ended with " + code);
        }
    }
}
