package io.talkinghead.tensorrt;

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

    /** {@code platform} as in {@code linux-x86_64}. */
    GpuProbe(GpuDriver driver, String platform) {
        this.driver = driver;
        this.platform = platform;
    }

    /** Returns what the first call found. */
    synchronized Probe result() {
        Probe known = result;
        if (known == null) {
            known = look(step -> {});
            result = known;
        }
        return known;
    }

    /** Goes through the steps, naming each before it is taken. */
    Probe look(Consumer<String> steps) {
        try {
            return check(steps);
        } catch (LinkageError e) {
            return new Probe.Refused(
                    Remedy.of(e) + " (" + firstCause(e).getMessage()
                            + "). 'talkinghead backends --doctor' looks closer",
                    e);
        } catch (TalkingHeadException e) {
            return new Probe.Refused(e.reason(), e);
        }
    }

    private Probe check(Consumer<String> steps) {
        steps.accept("platform");
        if (!platform.equals("linux-x86_64")) {
            return refused("TensorRT is supported on Linux x86-64 only, this is " + platform);
        }
        steps.accept("CUDA runtime");
        driver.loadCuda();
        steps.accept("GPUs");
        int count = driver.deviceCount();
        if (count < 1) {
            return refused("there is no NVIDIA GPU here; TensorRT needs one of compute capability 7.5 or newer");
        }
        GpuFacts facts = driver.facts(0);
        if (facts.tooOld()) {
            return refused("the GPU " + facts
                    + " is too old: CUDA 13 and TensorRT 11 need compute capability 7.5 (Turing)" + " or newer");
        }
        steps.accept("TensorRT");
        String version = driver.loadTensorRt();
        if (!version.startsWith(Remedy.TENSORRT + ".")) {
            return refused("the TensorRT installed is " + version + ", this backend needs " + Remedy.TENSORRT
                    + ": install libnvinfer11, libnvinfer-plugin11 and libnvonnxparsers11 of version "
                    + Remedy.TENSORRT + " for CUDA 13");
        }
        steps.accept("TensorRT's runtime on the GPU");
        Gpu gpu = driver.open(0);
        return new Probe.Usable("TensorRT " + gpu.version() + " on " + count + " GPU(s), the first a " + facts
                + "; experimental, never run on a GPU yet");
    }

    private static Probe refused(String reason) {
        return new Probe.Refused(reason, null);
    }

    private static Throwable firstCause(Throwable error) {
        Throwable first = error;
        while (first.getCause() != null && first.getCause() != first) {
            first = first.getCause();
        }
        return first;
    }
}
