package io.talkinghead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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

    /** Runs it and kills it; fails if it ends before. */
    public void kill() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
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
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as("%s", Files.readString(errors)).isEqualTo(KILLED);
    }
}
