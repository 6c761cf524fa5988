package io.talkinghead.engine;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;

/**
 * How a backend is to run.
 *
 * @param device where to compute
 * @param threads threads of one computation, 1 or more
 * @param seed of everything random; with the same seed, device, threads and precision the same bytes come out
 * @param precision of generators
 */
public record EngineOptions(Device device, int threads, long seed, Precision precision) {
    /** Checks the thread count. */
    public EngineOptions {
        checkArgument(threads >= 1, "at least one thread is needed, not %s", threads);
        requireNonNull(precision, "precision");
    }

    /** Takes 32-bit floats. */
    public EngineOptions(Device device, int threads, long seed) {
        this(device, threads, seed, Precision.FLOAT32);
    }

    /** CPU, all processors, seed 0, 32-bit floats. */
    public static EngineOptions defaults() {
        return new EngineOptions(Device.CPU, Runtime.getRuntime().availableProcessors(), 0);
    }

    /** Returns these options with another precision. */
    public EngineOptions withPrecision(Precision other) {
        return new EngineOptions(device, threads, seed, other);
    }

    /**
     * Refuses other precisions than {@link Precision#FLOAT32}, for backends without {@link Capability#GENERATE_INT8}.
     *
     * @param backend the backend's id, for the message
     * @throws TalkingHeadException {@link ErrorCode#BACKEND_LACKS_CAPABILITY} when another was asked for
     */
    public void checkFloat32(String backend) {
        if (precision != Precision.FLOAT32) {
            throw new TalkingHeadException(
                    ErrorCode.BACKEND_LACKS_CAPABILITY,
                    "the backend " + backend + " cannot compute with " + precision + ", only with "
                            + Precision.FLOAT32 + "; leave the precision out, or use a backend that offers "
                            + Capability.GENERATE_INT8 + ", such as onnx");
        }
    }
}
