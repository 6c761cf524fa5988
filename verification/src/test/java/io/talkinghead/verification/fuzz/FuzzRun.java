package io.talkinghead.verification.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of Jazzer, in a process of its own: it changes classes as they are loaded, and a native library may end the process.
 *
 * @param target what was fuzzed
 * @param inputs how many inputs there were
 * @param seconds how long they took
 */
record FuzzRun(FuzzTarget target, long inputs, long seconds) {
    /** Classes whose branches guide the fuzzer; FFmpeg's cannot. */
    private static final String GUIDING = "io.talkinghead.**:com.sun.imageio.**:com.twelvemonkeys.**";

    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");
    private static final int HANG_SECONDS = 120;
    /** Not so many seconds: the same inputs on each machine, so that a build that passed passes again. */
    private static final int SHORT_INPUTS = 150;

    /**
     * Runs it; fails with what was found.
     *
     * @param folder for what comes of it: more inputs to start with, those that fail, and the log
     * @param inputs how many, the time of each limited; or 0 for a few
     */
    static FuzzRun of(FuzzTarget target, Path folder, long inputs) throws IOException, InterruptedException {
        Path found = Files.createDirectories(folder.resolve(target.folder()));
        Path temporary = Files.createDirectories(found.resolve("tmp"));
        List<String> command = new ArrayList<>(
                List.of("-Xmx1500m", "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + temporary.toAbsolutePath()));
        if (inputs == 0) {
            // Compiling well takes longer than so short a run.
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(List.of("-Djava.awt.headless=true", "-Dorg.slf4j.simpleLogger.defaultLogLevel=off"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "com.code_intelligence.jazzer.Jazzer"));
        command.addAll(options(target, found, inputs));
        Program run = Program.run(found, command, Map.of("OMP_WAIT_POLICY", "PASSIVE"));
        Files.writeString(found.resolve("log.txt"), run.err());
        Matcher done = DONE.matcher(run.err());
        assertThat(run.code()).as("%s: %s", target, lastLines(run.err())).isZero();
        assertThat(done.find()).as(lastLines(run.err())).isTrue();
        return new FuzzRun(target, Long.parseLong(done.group(1)), Long.parseLong(done.group(2)));
    }

    /** Jazzer's options, then libFuzzer's, then the folders of inputs, into the first of which new ones are put. */
    private static List<String> options(FuzzTarget target, Path found, long inputs) throws IOException {
        return List.of(
                "--target_class=" + FuzzProgram.class.getName(),
                "--target_args=" + target.name() + " " + (inputs > 0),
                "--instrumentation_includes=" + GUIDING,
                "--custom_hook_includes=" + GUIDING,
                "--reproducer_path=" + found,
                "-artifact_prefix=" + found + "/",
                "-seed=1",
                "-rss_limit_mb=0",
                "-timeout=" + HANG_SECONDS,
                "-max_len=" + target.maxBytes(),
                "-runs=" + (inputs > 0 ? inputs : SHORT_INPUTS),
                Files.createDirectories(found.resolve("corpus")).toString(),
                FuzzCorpusTest.CORPUS.resolve(target.folder()).toString());
    }

    private static String lastLines(String log) {
        List<String> lines =
                log.lines().filter(line -> !line.startsWith("INFO: ")).toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }

    /** Returns this run as a row of a Markdown table. */
    String row() {
        return String.format(Locale.ROOT, "| %s | %,d | %d s |", target.folder(), inputs, seconds);
    }
}
