package io.talkinghead.verification.gpu;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs checks, each in a process of its own, and keeps all they say in {@code log.txt}.
 *
 * @param java the command
 * @param layout where the kit's jars are
 * @param work folder in which checks work; what they leave there, such as compiled networks, serves those that follow
 * @param out folder of the results
 */
record CheckRun(Path java, KitLayout layout, Path work, Path out) {
    /** What the shell and Java report for a process that a signal ended. */
    private static final int SIGNAL = 128;
    /** How the system's loader puts it. */
    private static final List<String> LOADER =
            List.of("cannot open shared object file", "undefined symbol", "not found (required by");

    /** Runs a check to its end or to the limit, whichever is first. */
    CheckResult run(KitCheck check, Duration limit) throws IOException, InterruptedException {
        Path said = out.resolve("running.txt");
        long start = System.nanoTime();
        Process process = start(check, said);
        boolean ended = false;
        try {
            ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            if (!ended) {
                // Also what it started: TensorRT compiles in a process of its own.
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        List<String> lines = new String(Files.readAllBytes(said), StandardCharsets.UTF_8)
                .lines()
                .toList();
        keep(check, said);
        List<Figure> figures =
                lines.stream().map(Figure::read).flatMap(Optional::stream).toList();
        return new CheckResult(
                check, ended ? end(lines, process.exitValue(), figures) : stopped(limit), seconds, figures);
    }

    private Process start(KitCheck check, Path said) throws IOException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.add(
                "-XX:ErrorFile=" + out.resolve("crash-" + check.name() + ".txt").toAbsolutePath());
        // What libraries unpack for each user: nothing stays on a borrowed machine, and nothing that was there before
        // helps.
        command.add("-Duser.home=" + work.toAbsolutePath());
        if (Runtime.version().feature() >= 24) {
            // Newer JVMs warn about each native library that was not allowed.
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(check.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        // Not as an option: ONNX Runtime does not bear long command lines.
        builder.environment().put("CLASSPATH", layout.classPath(check.engines()));
        return builder.start();
    }

    private void keep(KitCheck check, Path said) throws IOException {
        try (OutputStream log = Files.newOutputStream(
                        out.resolve("log.txt"), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                InputStream in = Files.newInputStream(said)) {
            log.write(("\n===== " + check.name() + ": java " + String.join(" ", check.command()) + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            in.transferTo(log);
        }
        Files.delete(said);
    }

    private static CheckEnd stopped(Duration limit) {
        return new CheckEnd(CheckStatus.STOPPED, "it took longer than " + limit.toSeconds() + " s");
    }

    private static CheckEnd end(List<String> lines, int code, List<Figure> figures) {
        CheckEnd told = lines.stream()
                .map(CheckEnd::read)
                .flatMap(Optional::stream)
                .reduce((first, last) -> last)
                .orElseGet(() -> crashed(lines, code));
        // An engine that has measured something is there: what it says now is a fault.
        boolean measured = figures.stream().anyMatch(figure -> !figure.unit().isEmpty());
        CheckStatus status = told.status() == CheckStatus.REFUSED && measured ? CheckStatus.FAILED : told.status();
        return new CheckEnd(status, told.cause() + unsaid(lines, told));
    }

    /** Engines in C++ tell Java that a library does not load, and standard error why. */
    private static String unsaid(List<String> lines, CheckEnd told) {
        if (told.status() == CheckStatus.PASSED) {
            return "";
        }
        return lines.stream()
                .filter(line -> LOADER.stream().anyMatch(line::contains)
                        && CheckEnd.read(line).isEmpty())
                .map(line -> line.strip().replaceAll("\\e\\[[0-9;]*m", ""))
                .findFirst()
                .map(line -> "; it said: " + line)
                .filter(words -> LOADER.stream().noneMatch(told.cause()::contains))
                .orElse("");
    }

    private static CheckEnd crashed(List<String> lines, int code) {
        String last = lines.stream().filter(line -> !line.isBlank()).reduce("", (before, line) -> line);
        String how =
                code > SIGNAL ? "its process crashed with signal " + (code - SIGNAL) : "its process ended with " + code;
        return new CheckEnd(CheckStatus.CRASHED, how + "; its last line: " + last);
    }
}
