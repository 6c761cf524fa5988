package io.talkinghead.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.talkinghead.Backends;
import io.talkinghead.engine.Capability;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.EngineRequest;
import io.talkinghead.spi.Probe;
import io.talkinghead.work.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.global.nvinfer;
import org.bytedeco.tensorrt.nvinfer.IBuilder;
import org.bytedeco.tensorrt.nvonnxparser.IParserRefitter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The presets themselves, as far as they go on a machine without a GPU. */
class RealLibrariesTest {
    private final TensorRtBackendProvider provider = new TensorRtBackendProvider();

    private static void assumeNoDriver() {
        assumeTrue(Settings.platform().equals("linux-x86_64"), "the presets are for Linux x86-64");
        assumeTrue(
                new TensorRtBackendProvider().probe(EngineRequest.any()) instanceof Probe.Refused,
                "TensorRT works here: the profile gpu tests that");
    }

    @Test
    void presets_version_isTheOneThisBackendIsWrittenFor() {
        assertThat(nvinfer.NV_TENSORRT_MAJOR + "." + nvinfer.NV_TENSORRT_MINOR).isEqualTo(Remedy.TENSORRT);
        assertThat(cudart.CUDART_VERSION / 1000).isEqualTo(13);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tensorrt/linux-x86_64/libjninvinfer.so", "tensorrt/linux-x86_64/libjninvonnxparser.so"})
    void nativeGlue_ofTensorRt_isOnTheClassPath(String library) throws IOException {
        try (InputStream in = Pointer.class.getResourceAsStream("/org/bytedeco/" + library)) {
            assertThat(in).as(library).isNotNull();
            assertThat(in.readNBytes(4)).containsExactly(0x7F, 'E', 'L', 'F');
        }
    }

    @Test
    void nativeGlue_ofJavaCpp_loadsHere() {
        assumeTrue(Settings.platform().equals("linux-x86_64"), "the presets are for Linux x86-64");
        try (IntPointer number = new IntPointer(42, 43)) {
            assertThat(number.get()).isEqualTo(42);
        }
    }

    @Test
    void presetClasses_ofEveryCallMade_load() throws ReflectiveOperationException {
        ClassLoader loader = RealLibrariesTest.class.getClassLoader();
        for (Class<?> type : List.of(IBuilder.class, IParserRefitter.class)) {
            Class<?> loaded = Class.forName(type.getName(), false, loader);
            assertThat(loaded.getDeclaredMethods()).anyMatch(method -> Modifier.isNative(method.getModifiers()));
        }
        // Verifying these resolves every type they call with; starting them would need the libraries.
        for (String name : List.of("NvidiaCuda", "NvidiaDriver", "NvidiaGpu", "NvidiaLog")) {
            assertThat(Class.forName("io.talkinghead.tensorrt." + name, false, loader)
                            .getDeclaredMethods())
                    .isNotEmpty();
        }
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS) // Against hanging; it takes a tenth of a second.
    void probe_withoutADriver_refusesWithTheTrueCauseAndTheRemedy() {
        assumeNoDriver();
        assumeTrue(!Files.exists(Path.of("/usr/lib/x86_64-linux-gnu/libcuda.so.1")), "there is a driver");
        Probe.Refused refused = (Probe.Refused) provider.probe(EngineRequest.any());
        assertThat(refused.reason()).contains("NVIDIA driver is missing").contains("libcuda.so.1");
        assertThat(refused.cause()).containsInstanceOf(UnsatisfiedLinkError.class);
        assertThat(provider.probe(EngineRequest.any())).isEqualTo(refused);
        assertThat(new TensorRtBackendProvider().probe(EngineRequest.any())).isEqualTo(refused);
    }

    @Test
    void open_withoutAGpu_isRefusedNotACrash() {
        assumeNoDriver();
        assertThatThrownBy(() -> provider.open(EngineOptions.defaults()))
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKEND_REFUSED));
    }

    @Test
    void diagnose_withoutAGpu_saysTheStepAndTheRemedyFromAnotherJvm() {
        assumeNoDriver();
        List<String> lines = provider.diagnose();
        assertThat(lines).startsWith("checking: platform", "checking: CUDA runtime");
        assertThat(lines).anyMatch(line -> line.startsWith("missing: "));
    }

    @Test
    void selection_withOnnxRuntimeThere_takesItAndSaysWhy() {
        assumeNoDriver();
        try (Backend backend = Backends.open(Set.of(Capability.GENERATE), EngineOptions.defaults())) {
            assertThat(backend.id()).isEqualTo("onnx");
        }
        EngineOptions onCpu = EngineOptions.defaults().withDevice(Device.CPU);
        assertThat(Backends.report(onCpu)).anySatisfy(found -> {
            assertThat(found.id()).isEqualTo("tensorrt");
            assertThat(found.detail()).contains("NVIDIA GPUs only");
        });
        assertThat(Backends.report())
                .anySatisfy(found -> {
                    assertThat(found.id()).isEqualTo("tensorrt");
                    assertThat(found.usable()).isFalse();
                    assertThat(found.detail())
                            .isEqualTo(provider.probe(EngineRequest.any()).detail());
                })
                .anySatisfy(found -> {
                    assertThat(found.id()).isEqualTo("onnx");
                    assertThat(found.usable()).isTrue();
                });
    }

    @Test
    void selection_askedForTensorRt_failsWithCauseAndRemedy() {
        assumeNoDriver();
        Probe.Refused refused = (Probe.Refused) provider.probe(EngineRequest.any());
        assertThatThrownBy(() -> Backends.open("tensorrt", Set.of(Capability.GENERATE), EngineOptions.defaults()))
                .hasMessageStartingWith("TH-404")
                .hasMessageContaining(refused.reason())
                .hasCause(refused.cause().orElseThrow());
    }

    @Test
    void planProgram_withoutAGpu_endsWithTheReasonAndWritesNothing(@TempDir Path folder) throws Exception {
        assumeNoDriver();
        Path target = folder.resolve("x.plan");
        PlanBuilder builder = new ChildPlanBuilder(ChildJvm.ofThisJvm(), 0, Duration.ofSeconds(60));
        PlanRequest request = new PlanRequest("key", "weights", true, target, folder.resolve("timings.cache"));
        assertThatThrownBy(() -> builder.build(request, new byte[] {1}, new Cancellation()))
                .hasMessageStartingWith("TH-406")
                .hasMessageContaining("its process ended with 1")
                .hasMessageContaining("jnicudart");
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void artifacts_ofTheGlue_areUnderTenMegabytes() throws Exception {
        long bytes = 0;
        for (String path : List.of(
                "/org/bytedeco/javacpp/Pointer.class",
                "/org/bytedeco/cuda/global/cudart.class",
                "/org/bytedeco/tensorrt/global/nvinfer.class",
                "/org/bytedeco/cuda/linux-x86_64/libjnicudart.so",
                "/org/bytedeco/tensorrt/linux-x86_64/libjninvinfer.so")) {
            String url = String.valueOf(Pointer.class.getResource(path));
            String jar = url.substring("jar:".length(), url.indexOf('!'));
            bytes += Files.size(Path.of(URI.create(jar)));
        }
        assertThat(bytes).isBetween(5_000_000L, 10_000_000L);
    }
}
