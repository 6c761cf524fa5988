package io.talkinghead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apiguardian.api.API;

/**
 * A test program that works without end and is killed at random moments, as the operating system kills: nothing of it runs any
 * more, no clean-up, no finally. It prints a line when it has done all of its work once. Half of the kills fall before that, the others
 * after it, up to as late again.
 *
 * <p><b>Threading:</b> one thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class KilledProgram {
    private static final List<String> QUICK = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xmx512m",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
    /** On Unix a process killed by signal 9 ends with 128 + 9. */
    private static final int KILLED = System.getProperty("os.name").startsWith("Windows") ? 1 : 137;

    /** Between two looks whether the moment has come. */
    private static final long LOOK_NANOS = 200_000;

    private final List<String> command = new ArrayList<>();
    private final Path errors;
    private final Random random;
    /** How long the last one that was not killed before took to its line; at first nothing is known. */
    private long onceMillis;

    /**
     * Describes a program.
     *
     * @param folder for what it says
     * @param random draws the moments
     * @param options of the virtual machine
     * @param program with a {@code main} that prints a line when it has done its work once, and does not return
     * @param arguments of the program
     */
    public KilledProgram(Path folder, Random random, List<String> options, Class<?> program, String... arguments) {
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(QUICK);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        errors = folder.resolve("errors.txt");
        this.random = random;
    }

    /** Runs it and kills it at a random moment; fails if it ends before. */
    public void kill() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Process process = begin(Redirect.PIPE);
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            if (onceMillis > 0 && random.nextBoolean()) {
                Thread.sleep(random.nextLong(onceMillis));
            } else {
                assertThat(out.readLine()).as("%s", Files.readString(errors)).isNotNull();
                onceMillis = 1 + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
                Thread.sleep(random.nextLong(onceMillis));
            }
            assertThat(process.isAlive()).as("%s", Files.readString(errors)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        checkKilled(process);
    }

    /** Runs it and kills it as soon as the moment has come; fails if it ends before. It need not print anything. */
    public void killWhen(BooleanSupplier moment) throws IOException, InterruptedException {
        Process process = begin(Redirect.DISCARD);
        try {
            while (process.isAlive() && !moment.getAsBoolean()) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        } finally {
            process.destroyForcibly();
        }
        checkKilled(process);
    }

    private Process begin(Redirect output) throws IOException {
        return new ProcessBuilder(command)
                .redirectOutput(output)
                .redirectError(errors.toFile())
                .start();
    }

    private void checkKilled(Process process) throws IOException, InterruptedException {
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as("%s", Files.readString(errors)).isEqualTo(KILLED);
    }
}
