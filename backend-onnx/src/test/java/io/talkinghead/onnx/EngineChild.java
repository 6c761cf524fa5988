package io.talkinghead.onnx;

import io.talkinghead.spi.EngineRequest;
import io.talkinghead.spi.Probe;
import io.talkinghead.testkit.Program;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM of its own that starts the engine, says how that went, and ends as if killed if the first argument is {@code halt}. */
final class EngineChild {
    private EngineChild() {}

    static Program run(Path folder, List<String> options, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(options);
        command.add(EngineChild.class.getName());
        command.addAll(List.of(arguments));
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("CLASSPATH", classPath());
        return Program.run(folder, command, variables);
    }

    /** Returns the class path of such a JVM. */
    static String classPath() {
        String tests = Path.of(EngineChild.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
        return Stream.of(
                        System.getProperty("java.class.path"),
                        System.getProperty("jdk.module.path", ""),
                        tests,
                        Path.of("target", "test-classes").toAbsolutePath().toString())
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Ends with 0 if the engine can be used. */
    public static void main(String[] args) {
        Probe probe = new OnnxBackendProvider().probe(EngineRequest.any());
        PrintStream out = System.out;
        out.println(probe.detail());
        out.flush();
        int code = probe instanceof Probe.Usable ? 0 : 1;
        if (args.length > 0 && args[0].equals("halt")) {
            // As a kill: nothing is done at the end.
            Runtime.getRuntime().halt(code);
        }
        System.exit(code);
    }
}
