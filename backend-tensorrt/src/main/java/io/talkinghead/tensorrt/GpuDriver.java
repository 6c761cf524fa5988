package io.talkinghead.tensorrt;

/**
 * The native libraries on the way to a GPU. A step taken out of order may take the JVM down: the order is that of the methods,
 * and {@link GpuProbe} keeps it.
 *
 * <p>Every method may throw a {@link LinkageError}; once one has, the libraries give only consequences of it.
 *
 * <p><b>Threading:</b> any number of threads.
 */
interface GpuDriver {
    /** Loads the CUDA runtime. */
    void loadCuda();

    /**
     * Returns how many GPUs there are.
     *
     * @throws io.talkinghead.error.TalkingHeadException with CUDA's own words when it cannot tell
     */
    int deviceCount();

    /** Describes a GPU. */
    GpuFacts facts(int device);

    /** Loads TensorRT and its ONNX parser and returns the version, as in {@code 11.2.1}. */
    String loadTensorRt();

    /**
     * Starts TensorRT on a GPU.
     *
     * @throws io.talkinghead.error.TalkingHeadException when it logs an error or gives no usable object
     */
    Gpu open(int device);
}
