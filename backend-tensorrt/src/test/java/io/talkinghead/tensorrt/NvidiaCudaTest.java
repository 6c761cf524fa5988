package io.talkinghead.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.talkinghead.error.TalkingHeadException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * CUDA's part through the real glue, in a JVM of its own where {@code cudart.c} stands for CUDA's runtime and an empty library for
 * the driver.
 */
class NvidiaCudaTest {
    @TempDir
    private Path folder;

    @Test
    void everyCall_throughTheRealGlue_passesWhatItIsGiven() throws Exception {
        assumeTrue(Settings.platform().equals("linux-x86_64"), "the presets are for Linux x86-64");
        assumeTrue(hasCompiler(), "no C compiler here");
        Path runtime = library("libcudart.so.13", resource("cudart.c").toString());
        library("libcuda.so.1", "/dev/null");
        List<String> command = new ArrayList<>(List.of(Settings.java().toString()));
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.add(Child.class.getName());
        ProcessBuilder child = new ProcessBuilder(command);
        child.environment().put("CLASSPATH", Settings.classPath());
        child.environment().put("LD_LIBRARY_PATH", folder.toString());
        // A real runtime on the machine's library path would be found first.
        child.environment().put("LD_PRELOAD", runtime.toString());
        Process process =
                child.directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.lines())
                .containsExactly(
                        "1 of Pretended in C (compute capability 0.0, 1024 MB)",
                        "999.0 and then 0.0",
                        "TH-407: CUDA could not allocate 1099511627776 bytes on the GPU: out of memory (error 2); close other"
                                + " users of the GPU, or other heads");
    }

    private static boolean hasCompiler() throws InterruptedException {
        try {
            return new ProcessBuilder("cc", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private Path library(String name, String source) throws IOException, InterruptedException {
        Path file = folder.resolve(name);
        List<String> command = List.of(
                "cc", "-shared", "-fPIC", "-w", "-o", file.toString(), "-Wl,-soname," + name, "-x", "c", source);
        Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(compiler.waitFor()).as(said).isZero();
        return file;
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(NvidiaCudaTest.class.getResource("/" + name))
                .toURI());
    }

    /** Uses everything once. */
    static final class Child {
        private static final int COUNT = 1000;
        private static final int BYTES = Float.BYTES * COUNT;

        private Child() {}

        public static void main(String[] arguments) {
            PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
            NvidiaDriver driver = new NvidiaDriver();
            driver.loadCuda();
            out.println(driver.deviceCount() + " of " + driver.facts(0));
            NvidiaCuda cuda = new NvidiaCuda(0);
            cuda.makeCurrent();
            ByteBuffer from = page();
            ByteBuffer to = page();
            for (int i = 0; i <= COUNT; i++) {
                from.putFloat(Float.BYTES * i, i);
            }
            try (Gpu.HostMemory up = cuda.pin(from, BYTES);
                    Gpu.HostMemory down = cuda.pin(to, BYTES);
                    Gpu.Memory memory = cuda.allocate(BYTES);
                    Gpu.Stream stream = cuda.newStream()) {
                stream.upload(up, memory);
                stream.download(memory, down);
                stream.await();
                stream.beginCapture();
                try (Gpu.Graph graph = stream.endCapture()) {
                    graph.launch(stream);
                }
            }
            out.println(to.getFloat(BYTES - Float.BYTES) + " and then " + to.getFloat(BYTES));
            try {
                cuda.allocate(1L << 40).close();
            } catch (TalkingHeadException e) {
                out.println(e.getMessage());
            }
        }

        private static ByteBuffer page() {
            return ByteBuffer.allocateDirect(2 * 4096)
                    .alignedSlice(4096)
                    .slice(0, 4096)
                    .order(ByteOrder.nativeOrder());
        }
    }
}
