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
 * more, no clean-up, no finally. One kill of four falls into its start, as long as that took the last time; the others into the
 * moments after it has printed a line.
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
    private final int workMillis;
    private final Random random;
    private long startMillis = 1000;

    /**
     * Describes a program.
     *
     * @param folder for what it says
     * @param workMillis it is killed at most so long after its line
     * @param random draws the moments
     * @param options of the virtual machine
     * @param program with a {@code main} that prints a line when it begins to work, and does not return
     * @param arguments of the program
     */
    public KilledProgram(
            Path folder, int workMillis, Random random, List<String> options, Class<?> program, String... arguments) {
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(QUICK);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        errors = folder.resolve("errors.txt");
        this.workMillis = workMillis;
        this.random = random;
    }

    /** Runs it and kills it; fails if it ends before. */
    public void kill() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            if (random.nextInt(4) == 0) {
                Thread.sleep(random.nextLong(startMillis));
            } else {
                assertThat(out.readLine()).as("%s", Files.readString(errors)).isNotNull();
                startMillis = 1 + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
                Thread.sleep(random.nextInt(workMillis));
            }
            assertThat(process.isAlive()).as("%s", Files.readString(errors)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as("%s", Files.readString(errors)).isEqualTo(KILLED);
    }
}
