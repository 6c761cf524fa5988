package io.talkinghead.tensorrt;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.run.Awaited;
import io.talkinghead.internal.run.Workers;
import io.talkinghead.work.Cancellation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
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

    private static final Duration LAST_LINES = Duration.ofSeconds(5);

    /** The same Java with the same classes as this one. */
    static ChildJvm ofThisJvm() {
        return new ChildJvm(Settings.java(), Settings.classPath());
    }

    /**
     * Runs a program to its end, or to the limit's.
     *
     * @param lines is given each line of its output, as it comes
     * @throws TalkingHeadException {@link ErrorCode#CANCELLED} when it is cancelled; the program is stopped then
     */
    Result run(
            Class<?> program,
            List<String> arguments,
            Duration limit,
            Consumer<String> lines,
            Cancellation cancellation) {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        // A crash leaves a report: in the folder for such things, not in the user's.
        command.add("-XX:ErrorFile=" + Settings.temporary().resolve("talkinghead-tensorrt-%p.log"));
        if (Runtime.version().feature() >= 24) {
            // Newer JVMs warn about each native library that was not allowed.
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.add(program.getName());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Not as an option: a class path is often longer than some commands stand.
        builder.environment().put("CLASSPATH", classPath);
        try {
            return follow(builder.start(), limit, lines, cancellation);
        } catch (IOException e) {
            throw new TalkingHeadException(
                    ErrorCode.BACKEND_FAILED, "cannot start a JVM with " + java + ": " + e.getMessage(), e);
        }
    }

    private static Result follow(Process process, Duration limit, Consumer<String> lines, Cancellation cancellation) {
        StringBuilder last = new StringBuilder();
        Future<StringBuilder> reader = Workers.begin("tensorrt-child", () -> read(process, lines, last));
        boolean ended = false;
        try {
            ended = Awaited.endsWithin(limit, process.onExit(), "another JVM", cancellation);
        } finally {
            if (!ended) {
                Awaited.getUninterruptibly(process.destroyForcibly().onExit());
            }
        }
        Awaited.endsWithin(LAST_LINES, reader, "another JVM's last lines", cancellation);
        synchronized (last) {
            return new Result(ended, process.exitValue(), limit, last.toString());
        }
    }

    private static StringBuilder read(Process process, Consumer<String> lines, StringBuilder last) {
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
        return last;
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
