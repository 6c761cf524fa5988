package io.talkinghead.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program run by a Java machine of its own, for conditions that hold for a whole process.
 *
 * @param before what goes before the command of the Java machine
 * @param classPath the machine's
 * @param options the machine's
 */
record ChildJvm(List<String> before, List<Path> classPath, List<String> options) {
    private static final String MODULE = "io.talkinghead.video";

    static ChildJvm withOptions(String... options) {
        return new ChildJvm(List.of(), testClassPath(), List.of(options));
    }

    /** Returns the class path of the tests, wherever they run. */
    static List<Path> testClassPath() {
        String tested = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(tested.split(File.pathSeparator)).map(Path::of).toList();
    }

    /** Runs the program inside this module, with its tests patched in, where the options speak of modules. */
    private List<String> launch(Class<?> program) throws URISyntaxException {
        Path tests = Path.of(
                program.getProtectionDomain().getCodeSource().getLocation().toURI());
        boolean modules = options.contains("--add-modules");
        String path = classPath.stream()
                // The tests are no module, and one of Guava's jars has no name that a module could have.
                .filter(entry ->
                        !modules || !entry.equals(tests) && !entry.toString().contains("listenablefuture"))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        return modules
                ? List.of("-p", path, "--patch-module", MODULE + "=" + tests, "-m", MODULE + "/" + program.getName())
                : List.of("-cp", path, program.getName());
    }

    /** Runs a program, which gets a file for its result as the first argument, and returns what it wrote there. */
    String run(Class<?> program, Path folder, String... arguments) throws Exception {
        Path result = folder.resolve("result.txt");
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:-UsePerfData", "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(launch(program));
        command.add(result.toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        // One pool of native memory for every few threads would blur what is in use.
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        Process process = builder.start();
        // The longest takes more than a minute, and several times that where much else runs.
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            fail("the child hangs: " + Files.readString(output));
        }
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(result);
    }
}
