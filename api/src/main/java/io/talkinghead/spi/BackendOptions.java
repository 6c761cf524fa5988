package io.talkinghead.spi;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How a backend is to run.
 *
 * @param device where to compute
 * @param threads threads of one computation, 1 or more
 * @param seed of everything random; with the same seed, device and threads the same bytes come out
 * @param precision of generators; embedders, face analysers and training always compute with floats
 */
public record BackendOptions(Device device, int threads, long seed, Precision precision) {
    /** Checks the thread count. */
    public BackendOptions {
        checkArgument(threads >= 1, "at least one thread is needed, not %s", threads);
    }

    /** Computes with floats. */
    public BackendOptions(Device device, int threads, long seed) {
        this(device, threads, seed, Precision.FLOAT32);
    }

    /** CPU, all processors, seed 0. */
    public static BackendOptions defaults() {
        return new BackendOptions(Device.CPU, Runtime.getRuntime().availableProcessors(), 0);
    }
}
