package io.talkinghead.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.Precision;
import io.talkinghead.internal.run.Awaited;
import io.talkinghead.internal.run.Workers;
import io.talkinghead.spi.EngineRequest;
import io.talkinghead.spi.Probe;
import java.util.Optional;

/** The engine as a whole. Apart from the provider, so that the provider loads without it. */
final class OnnxEngine {
    /** Address space only: what is not touched costs no memory, and it is given back after the start. */
    private static final long START_STACK_BYTES = 128L << 20;

    private OnnxEngine() {}

    /**
     * Returns the engine's environment, started by the first call.
     *
     * <p>ONNX Runtime 1.29 matches the process's command line by recursion as it starts, 256 bytes of stack a character: on an
     * ordinary thread a class path of 4 KB on the command line takes the JVM down. Hence a thread with a larger stack.
     */
    static OrtEnvironment environment() {
        // A LinkageError comes as it is: the caller tells what it means.
        return Awaited.getUninterruptibly(Workers.begin("onnx-start", START_STACK_BYTES, OnnxNatives::environment));
    }

    /** Tells what the engine is, and what it refuses. */
    static Probe probe(EngineRequest request) {
        String version = environment().getVersion();
        boolean cuda = hasCuda();
        Optional<Probe.Refused> refusal = refusal(deviceOf(request.device()), request.precision(), cuda);
        return refusal.isPresent()
                ? refusal.get()
                : new Probe.Usable("ONNX Runtime " + version + (cuda ? ", CPU and CUDA" : ", CPU"));
    }

    /** Judges a device and a precision; {@code cuda} tells whether the engine on the class path is the one for GPUs. */
    static Optional<Probe.Refused> refusal(Device device, Precision precision, boolean cuda) {
        if (device.kind() == Device.Kind.CPU) {
            return Optional.empty();
        }
        if (!cuda) {
            return Optional.of(new Probe.Refused(
                    "the device " + device + " was asked for, but this ONNX Runtime knows the CPU only",
                    "put com.microsoft.onnxruntime:onnxruntime_gpu on the class path instead of onnxruntime"));
        }
        return precision == Precision.FLOAT32
                ? Optional.empty()
                : Optional.of(new Probe.Refused(
                        "ONNX Runtime computes with " + precision + " on the CPU only, not on " + device,
                        "leave the precision or the device out"));
    }

    /** Returns where to compute: on the CPU, unless a device is named. */
    static Device deviceOf(Optional<Device> named) {
        return named.orElse(Device.CPU);
    }

    /** Tells whether the jar on the class path is the one for GPUs; whether a GPU works shows only when one is opened. */
    private static boolean hasCuda() {
        return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
    }
}
