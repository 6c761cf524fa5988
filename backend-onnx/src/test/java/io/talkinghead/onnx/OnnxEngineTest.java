package io.talkinghead.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.spi.EngineRequest;
import io.talkinghead.spi.Probe;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OnnxEngineTest {
    @Test
    void probe_commandLineOfManyKilobytes_startsTheEngine() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder child = new ProcessBuilder(java, Child.class.getName(), "x".repeat(100_000));
        child.environment().put("CLASSPATH", classPath());
        Process process = child.redirectErrorStream(true).start();

        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
    }

    private static String classPath() {
        String tests = Path.of(OnnxEngineTest.class
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

    static final class Child {
        private Child() {}

        public static void main(String[] args) {
            System.exit(new OnnxBackendProvider().probe(EngineRequest.any()) instanceof Probe.Usable ? 0 : 1);
        }
    }
}
