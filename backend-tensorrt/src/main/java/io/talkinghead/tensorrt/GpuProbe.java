package io.talkinghead.tensorrt;

import io.talkinghead.engine.Device;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.spi.Probe;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds out step by step whether TensorRT can work here. The order is the safe one: TensorRT without a GPU hands out bad
 * pointers, and following one takes the JVM down.
 *
 * <p>The first cause is kept: a native library that failed to load once gives only consequences afterwards.
 *
 * <p><b>Threading:</b> any number of threads.
 */
final class GpuProbe {
    private final GpuDriver driver;
    private final String platform;
    private @Nullable Probe result;
    private int gpus;

    /** {@code platform} as in {@code linux-x86_64}. */
    GpuProbe(GpuDriver driver, String platform) {
        this.driver = driver;
        this.platform = platform;
    }

    /** Returns what the first call found. */
    synchronized Probe result() {
        Probe known = result;
        if (known == null) {
            known = withHint(look(step -> {}));
            result = known;
        }
        return known;
    }

    /**
     * Judges a device. The CPU is refused before any library is loaded; GPUs only by their number, as opening one tells more.
     */
    Probe result(Device device) {
        if (device.kind() == Device.Kind.CPU) {
            return new Probe.Refused(
                    "TensorRT computes on NVIDIA GPUs only, and the CPU was asked for",
                    "leave the device out, ask for cuda:0, or use another backend");
        }
        synchronized (this) {
            Probe known = result();
            if (known instanceof Probe.Usable && device.index() >= gpus) {
                return new Probe.Refused(
                        "the device " + device + " was asked for, but CUDA sees " + gpus + " GPU(s)",
                        "ask for cuda:" + (gpus - 1) + " or a smaller number");
            }
            return known;
        }
    }

    private static Probe withHint(Probe probe) {
        return probe instanceof Probe.Refused refused && refused.cause().orElse(null) instanceof LinkageError
                ? new Probe.Refused(
                        refused.reason(),
                        refused.remedy() + "; 'talkinghead backends --doctor' looks closer",
                        refused.cause())
                : probe;
    }

    /** Goes through the steps, naming each before it is taken. */
    Probe look(Consumer<String> steps) {
        try {
            return check(steps);
        } catch (LinkageError e) {
            Remedy remedy = Remedy.of(e);
            return new Probe.Refused(remedy.missing() + " (" + firstCause(e).getMessage() + ")", remedy.remedy(), e);
        } catch (TalkingHeadException e) {
            return new Probe.Refused(e.reason(), "see docs/tensorrt.md for what has to be installed", e);
        }
    }

    private Probe check(Consumer<String> steps) {
        steps.accept("platform");
        if (!platform.equals("linux-x86_64")) {
            return new Probe.Refused(
                    "TensorRT is supported on Linux x86-64 only, this is " + platform, "use another backend here");
        }
        steps.accept("CUDA runtime");
        driver.loadCuda();
        steps.accept("GPUs");
        gpus = driver.deviceCount();
        if (gpus < 1) {
            return new Probe.Refused(
                    "there is no NVIDIA GPU here",
                    "TensorRT needs one of compute capability 7.5 or newer; use another backend here");
        }
        GpuFacts facts = driver.facts(0);
        if (facts.tooOld()) {
            return new Probe.Refused(
                    "the GPU " + facts + " is too old",
                    "CUDA 13 and TensorRT 11 need compute capability 7.5 (Turing) or newer; use another backend here");
        }
        steps.accept("TensorRT");
        String version = driver.loadTensorRt();
        if (!version.startsWith(Remedy.TENSORRT + ".")) {
            return new Probe.Refused(
                    "the TensorRT installed is " + version + ", this backend needs " + Remedy.TENSORRT,
                    "install libnvinfer11, libnvinfer-plugin11 and libnvonnxparsers11 of version " + Remedy.TENSORRT
                            + " for CUDA 13");
        }
        steps.accept("TensorRT's runtime on the GPU");
        Gpu gpu = driver.open(0);
        return new Probe.Usable("TensorRT " + gpu.version() + " on " + gpus + " GPU(s), the first a " + facts
                + "; experimental, never run on a GPU yet");
    }

    private static Throwable firstCause(Throwable error) {
        Throwable first = error;
        while (first.getCause() != null && first.getCause() != first) {
            first = first.getCause();
        }
        return first;
    }
}
