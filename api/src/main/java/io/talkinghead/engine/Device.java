package io.talkinghead.engine;

import static com.google.common.base.Preconditions.checkArgument;

import org.apiguardian.api.API;

/**
 * Where an engine computes.
 *
 * @param kind CPU or CUDA
 * @param index of the GPU, 0 for the CPU
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Device(Kind kind, int index) {
    /** The processor. */
    public static final Device CPU = new Device(Kind.CPU, 0);

    /** Checks the index. */
    public Device {
        checkArgument(index >= 0 && (kind == Kind.CUDA || index == 0), "no device %s:%s", kind, index);
    }

    /** Returns an NVIDIA GPU. */
    public static Device cuda(int index) {
        return new Device(Kind.CUDA, index);
    }

    /** Returns it as people write it: {@code cpu}, {@code cuda:0}. */
    @Override
    public String toString() {
        return kind == Kind.CPU ? "cpu" : "cuda:" + index;
    }

    /** The kinds of devices. */
    public enum Kind {
        /** The processor. */
        CPU,
        /** An NVIDIA GPU. */
        CUDA
    }
}
