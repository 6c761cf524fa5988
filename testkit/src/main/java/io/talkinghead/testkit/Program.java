package io.talkinghead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * What a program of its own, mostly a Java program, said and how it ended.
 *
 * @param code its exit code
 * @param out its standard output
 * @param err its standard error
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Program(int code, String out, String err) {
    /**
     * Runs a test program whose memory is to be looked at. What is resident of a heap comes and goes with the collector, so all
     * of it is, from the start. And the C library keeps freed blocks of up to 32 MB, split and in pieces, so that the same work
     * leaves 480 or 570 MB: here blocks from 128 KB on go back to the system at once.
     */
    public static Program withFixedHeap(Path folder, int megabytes, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        return withFixedHeap(folder, megabytes, List.of(), program, arguments);
    }

    /** Runs such a program with further options of the virtual machine. */
    public static Program withFixedHeap(
            Path folder, int megabytes, List<String> options, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        assumeTrue(
                NativeMemory.residentKilobytes() > 0,
                "this system does not tell a process's memory in /proc/self/status");
        List<String> command = new ArrayList<>();
        command.addAll(List.of("-Xms" + megabytes + "m", "-Xmx" + megabytes + "m", "-XX:+AlwaysPreTouch"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        Program run =
                run(folder, Path.of(""), command, Map.of("MALLOC_MMAP_THRESHOLD_", "131072", "MALLOC_ARENA_MAX", "2"));
        assertThat(run.code).as(run.err).isZero();
        return run;
    }

    /** Runs {@code java} of this very JDK; {@code folder} holds its output while it runs. */
    public static Program run(Path folder, List<String> arguments) throws IOException, InterruptedException {
        return run(folder, Path.of(""), arguments, Map.of());
    }

    /** Runs {@code java} of this very JDK in a folder. */
    public static Program runIn(Path folder, List<String> arguments) throws IOException, InterruptedException {
        return run(folder, folder, arguments, Map.of());
    }

    /** Runs {@code java} of this very JDK with variables added to its environment. */
    public static Program run(Path folder, List<String> arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        return run(folder, Path.of(""), arguments, environment);
    }

    /** Runs a program that need not be Java's, with variables added to its environment. */
    public static Program execute(Path folder, List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        return execute(folder, Path.of(""), command, environment);
    }

    private static Program run(Path outputs, Path directory, List<String> arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return execute(outputs, directory, command, environment);
    }

    private static Program execute(Path outputs, Path directory, List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(outputs, "out", ".txt");
        Path err = Files.createTempFile(outputs, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toAbsolutePath().toFile())
                .redirectOutput(out.toAbsolutePath().toFile())
                .redirectError(err.toAbsolutePath().toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        int code = process.waitFor();
        Program result = new Program(code, Files.readString(out), Files.readString(err));
        Files.delete(out);
        Files.delete(err);
        return result;
    }
}
