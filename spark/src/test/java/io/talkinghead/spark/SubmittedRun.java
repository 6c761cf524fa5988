package io.talkinghead.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.image.ImageFiles;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No test of every build; run by {@code -Dtest=SubmittedRun}. Submits a program as {@code spark-submit} does, which is a script around the
 * same class: Spark's jars are in an installation made here, and the library with its natives comes by {@code --jars}, so that executors
 * have to load them by Spark's own class loader.
 */
class SubmittedRun {
    private static final Path SAMPLES = Path.of("../examples/samples").toAbsolutePath();

    @TempDir
    private Path folder;

    private final List<String> ours = new ArrayList<>();

    @Test
    void submit_libraryGivenAsJars_rendersOnAnExecutor() throws Exception {
        Path spark = installation();
        Path out = folder.resolve("still.png");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        // What Spark's script adds.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--add-opens"))
                .forEach(command::add);
        command.addAll(List.of(
                "-cp",
                spark.resolve("jars") + "/*",
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                "local-cluster[1,1,1024]",
                "--conf",
                "spark.ui.enabled=false",
                "--conf",
                "spark.executorEnv.OMP_WAIT_POLICY=PASSIVE",
                "--executor-cores",
                "1",
                "--executor-memory",
                "1g",
                "--jars",
                String.join(",", ours),
                "--class",
                SubmittedProgram.class.getName(),
                jar(Path.of(SubmittedProgram.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())),
                SAMPLES.resolve("astronaut.png").toUri().toString(),
                SAMPLES.resolve("joconde.jpg").toUri().toString(),
                out.toUri().toString()));
        Path log = folder.resolve("log.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("SPARK_HOME", spark.toString());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        assertThat(ImageFiles.read(out).widthPx()).isPositive();
    }

    /** Links Spark's jars, and keeps what is ours: what this build compiled, and the natives. */
    private Path installation() throws IOException {
        Path spark = folder.resolve("spark");
        Path jars = Files.createDirectories(spark.resolve("jars"));
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : all.split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                ours.add(jar(path));
            } else if (path.getFileName().toString().matches("(talkinghead|onnxruntime|javacpp|ffmpeg).*\\.jar")) {
                ours.add(path.toString());
            } else if (Files.exists(path) && Files.notExists(jars.resolve(path.getFileName()))) {
                Files.createSymbolicLink(jars.resolve(path.getFileName()), path);
            }
        }
        return spark;
    }

    private final Map<Path, String> packed = new HashMap<>();

    private String jar(Path classes) throws IOException {
        if (Files.isRegularFile(classes)) {
            return classes.toString();
        }
        String known = packed.get(classes);
        if (known != null) {
            return known;
        }
        Path jar = folder.resolve("classes-" + packed.size() + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, entries);
                entries.closeEntry();
            }
        }
        packed.put(classes, jar.toString());
        return jar.toString();
    }
}
