package io.talkinghead.tensorrt;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs programs of this module in a JVM of their own, for what may crash or leave memory behind.
 *
 * @param java the {@code java} command
 * @param classPath what it loads classes from
 */
record ChildJvm(Path java, String classPath) {
    /** What the shell and the JVM report for a process that a signal ended. */
    private static final int SIGNAL = 128;

    /** The same Java with the same classes as this one. */
    static ChildJvm ofThisJvm() {
        return new ChildJvm(Settings.java(), Settings.classPath());
    }

    /**
     * Runs a program to its end, or to the limit's.
     *
     * @param lines is given each line of its output, as it comes
     */
    Result run(Class<?> program, List<String> arguments, Duration limit, Consumer<String> lines) {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        // A crash leaves a report: in the folder for such things, not in the user's.
        command.add("-XX:ErrorFile=" + Settings.temporary().resolve("talkinghead-tensorrt-%p.log"));
        command.add(program.getName());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Not as an option: a class path is often longer than some commands stand.
        builder.environment().put("CLASSPATH", classPath);
        try {
            return follow(builder.start(), limit, lines);
        } catch (IOException e) {
            throw new TalkingHeadException(
                    ErrorCode.BACKEND_FAILED, "cannot start a JVM with " + java + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TalkingHeadException(ErrorCode.CANCELLED, "interrupted while waiting for another JVM", e);
        }
    }

    private static Result follow(Process process, Duration limit, Consumer<String> lines) throws InterruptedException {
        StringBuilder last = new StringBuilder();
        Thread reader = new Thread(() -> read(process, lines, last), "tensorrt-child");
        reader.setDaemon(true);
        reader.start();
        boolean ended = false;
        try {
            ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
        }
        reader.join(TimeUnit.SECONDS.toMillis(5));
        synchronized (last) {
            return new Result(ended, process.exitValue(), limit, last.toString());
        }
    }

    private static void read(Process process, Consumer<String> lines, StringBuilder last) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            output.lines().filter(line -> !line.isBlank()).forEach(line -> {
                synchronized (last) {
                    last.setLength(0);
                    last.append(line.strip());
                }
                lines.accept(line);
            });
        } catch (IOException | UncheckedIOException e) {
            // It was ended with its output open: what it said until then counts.
            lines.accept("(its output ended: " + e.getMessage() + ")");
        }
    }

    /**
     * How it ended.
     *
     * @param ended by itself
     * @param code its exit code
     * @param limit it was given
     * @param last line it said
     */
    record Result(boolean ended, int code, Duration limit, String last) {
        boolean well() {
            return ended && code == 0;
        }

        /** Tells the end in words. */
        String ending() {
            if (!ended) {
                return "it took longer than " + limit.toSeconds() + " s and was stopped (" + Settings.LIMIT + ")";
            }
            return code > SIGNAL
                    ? "its process crashed with signal " + (code - SIGNAL)
                    : "its process ended with " + code;
        }
    }
}
