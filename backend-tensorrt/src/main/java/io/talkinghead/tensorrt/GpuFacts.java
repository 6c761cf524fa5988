package io.talkinghead.tensorrt;

/**
 * What a GPU is.
 *
 * @param name as the driver tells it
 * @param major first number of its compute capability
 * @param minor second number of its compute capability
 * @param memoryBytes all of its memory
 */
record GpuFacts(String name, int major, int minor, long memoryBytes) {
    /** CUDA 13, and so TensorRT 11, starts with Turing. */
    private static final int OLDEST = 75;

    boolean tooOld() {
        return 10 * major + minor < OLDEST;
    }

    @Override
    public String toString() {
        return name + " (compute capability " + major + "." + minor + ", " + (memoryBytes >> 20) + " MB)";
    }
}
