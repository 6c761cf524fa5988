package io.talkinghead.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.talkinghead.spi.Probe;

/** The engine as a whole. Apart from the provider, so that the provider loads without it. */
final class OnnxEngine {
    private OnnxEngine() {}

    static Probe describe() {
        String version = OrtEnvironment.getEnvironment().getVersion();
        boolean cuda = hasCuda();
        return new Probe.Usable("ONNX Runtime " + version + (cuda ? ", CPU and CUDA" : ", CPU"));
    }

    /** Tells whether the jar on the class path is the one for GPUs; whether a GPU works shows only when one is opened. */
    static boolean hasCuda() {
        return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
    }
}
