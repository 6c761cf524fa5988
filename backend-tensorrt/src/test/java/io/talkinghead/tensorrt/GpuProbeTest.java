package io.talkinghead.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.engine.Device;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.spi.Probe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GpuProbeTest {
    private final FakeDriver driver = new FakeDriver();
    private final GpuProbe probe = new GpuProbe(driver, "linux-x86_64");

    private String refusal() {
        assertThat(probe.result()).isInstanceOf(Probe.Refused.class);
        return probe.result().detail();
    }

    @Test
    void result_everythingThere_isUsableAndTookTheSafeOrder() {
        assertThat(probe.result())
                .isInstanceOfSatisfying(
                        Probe.Usable.class,
                        usable -> assertThat(usable.description())
                                .contains("TensorRT 11.2.1")
                                .contains("Pretended GPU")
                                .contains("never run on a GPU yet"));
        assertThat(driver.steps).containsExactly("loadCuda", "deviceCount", "facts", "loadTensorRt", "open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"loadCuda", "deviceCount", "facts", "loadTensorRt", "open"})
    void result_aStepFails_noLaterStepIsTaken(String step) {
        driver.broken = step;
        refusal();
        assertThat(driver.steps).endsWith(step);
        assertThat(driver.steps.stream().filter(step::equals)).hasSize(1);
    }

    @Test
    void result_askedAgain_repeatsTheFirstCause() {
        driver.broken = "loadCuda";
        String first = refusal();
        driver.failure = new NoClassDefFoundError("Could not initialize class cudart");
        assertThat(refusal()).isEqualTo(first).contains("NVIDIA driver is missing");
        assertThat(driver.steps).containsExactly("loadCuda");
        assertThat(((Probe.Refused) probe.result()).cause()).containsInstanceOf(UnsatisfiedLinkError.class);
    }

    @Test
    void result_theCpuAskedFor_isRefusedWithoutALookAtTheLibraries() {
        Probe.Refused refused = (Probe.Refused) probe.result(Device.CPU);
        assertThat(refused.reason()).contains("NVIDIA GPUs only", "CPU");
        assertThat(refused.remedy()).contains("leave the device out");
        assertThat(driver.steps).isEmpty();
    }

    @Test
    void result_aGpuThatIsNotThere_isRefusedWithTheNumberOfThoseThatAre() {
        driver.count = 2;
        assertThat(probe.result(Device.cuda(1))).isInstanceOf(Probe.Usable.class);
        assertThat(probe.result(Device.cuda(2)).detail()).contains("cuda:2", "2 GPU(s)", "cuda:1");
    }

    @Test
    void result_anotherPlatform_loadsNothing() {
        assertThat(new GpuProbe(driver, "linux-aarch64").result())
                .isInstanceOfSatisfying(
                        Probe.Refused.class,
                        refused -> assertThat(refused.reason()).contains("linux-aarch64"));
        assertThat(driver.steps).isEmpty();
    }

    @Test
    void result_noGpu_neverTouchesTensorRt() {
        driver.count = 0;
        assertThat(refusal()).contains("no NVIDIA GPU");
        assertThat(driver.steps).containsExactly("loadCuda", "deviceCount");
    }

    @Test
    void result_gpuTooOld_saysWhichItIsAndWhatIsNeeded() {
        driver.gpu.facts = new GpuFacts("Tesla V100", 7, 0, 16L << 30);
        assertThat(refusal()).contains("Tesla V100").contains("7.0").contains("7.5");
        assertThat(driver.steps).doesNotContain("loadTensorRt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.13.3", "11.1.0", "12.0.0", "11.20.0"})
    void result_otherTensorRt_saysBothVersionsAndNeverStartsIt(String version) {
        driver.gpu.version = version;
        assertThat(refusal()).contains(version).contains("11.2");
        assertThat(driver.steps).doesNotContain("open");
    }

    @Test
    void result_tensorRtStartsWithAnError_isRefusedWithIt() {
        driver.broken = "open";
        driver.failure = new TalkingHeadException(ErrorCode.BACKEND_FAILED, "TensorRT could not start: bad driver");
        assertThat(refusal()).contains("bad driver");
    }

    @ParameterizedTest
    @CsvSource({
        "libcuda.so.1, driver 580",
        "libcudart.so.13, cuda-cudart",
        "libnvrtc.so.13, nvrtc",
        "libcublas.so.13, cuBLAS",
        "libcudnn.so.9, cuDNN 9",
        "libnvinfer.so.11, libnvinfer11 11.2",
        "libnvonnxparser.so.11, libnvonnxparsers11"
    })
    void result_libraryMissing_saysWhatToInstall(String library, String remedy) {
        driver.broken = "loadTensorRt";
        UnsatisfiedLinkError cause = new UnsatisfiedLinkError("/opt/libcuda.so/jninvinfer/libjninvinfer.so: " + library
                + ": cannot open shared object file: No such file or directory");
        driver.failure = new UnsatisfiedLinkError("no jninvinfer in java.library.path: /lib").initCause(cause);
        assertThat(refusal()).contains(remedy).contains(library);
    }

    @Test
    void result_librariesFailedForSomebodyElseBefore_pointsToTheDoctor() {
        driver.broken = "loadCuda";
        driver.failure = new NoClassDefFoundError("Could not initialize class org.bytedeco.cuda.global.cudart");
        assertThat(refusal()).contains("something else in this JVM").contains("--doctor");
    }

    @Test
    void result_nativeGlueMissing_namesTheArtifacts() {
        driver.broken = "loadCuda";
        driver.failure = new UnsatisfiedLinkError("no jnicudart in java.library.path: /lib");
        assertThat(refusal()).contains("org.bytedeco:cuda").contains("linux-x86_64");
    }

    @Test
    void examine_stepFails_saysItBeforeAndExplainsAfter() {
        driver.broken = "loadTensorRt";
        List<String> lines = new ArrayList<>();
        Doctor.examine(probe, lines::add);
        assertThat(lines)
                .startsWith("checking: platform", "checking: CUDA runtime", "checking: GPUs", "checking: TensorRT");
        assertThat(lines.get(4)).startsWith("missing: the NVIDIA driver");
        assertThat(lines.get(5)).startsWith("because: java.lang.UnsatisfiedLinkError");
    }
}
