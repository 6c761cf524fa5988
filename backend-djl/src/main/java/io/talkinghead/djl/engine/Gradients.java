package io.talkinghead.djl.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/**
 * Switches the recording of gradients on the calling thread, for the time of some work. PyTorch starts every thread but one
 * with gradients on, and DJL's own collector allows one in the whole process: a tuning beside a training would fail.
 */
public final class Gradients {
    private Gradients() {}

    /** Does work whose operations are recorded. */
    public static <T> T on(Supplier<T> work) {
        return with(true, work);
    }

    /** Does work whose operations are not recorded. */
    public static <T> T off(Supplier<T> work) {
        return with(false, work);
    }

    private static <T> T with(boolean mode, Supplier<T> work) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(mode);
        try {
            return work.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    /** Adds the gradient of a single value to every parameter it was computed from. */
    public static void backward(NDArray loss) {
        try (NDArray one = loss.onesLike()) {
            JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
        }
    }
}
