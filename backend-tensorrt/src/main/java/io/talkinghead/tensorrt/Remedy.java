package io.talkinghead.tensorrt;

import com.google.common.collect.ImmutableMap;
import org.jspecify.annotations.Nullable;

/**
 * What to do about a native library that does not load.
 *
 * @param missing what is not there
 * @param remedy what to install
 */
record Remedy(String missing, String remedy) {
    /** TensorRT's version that this backend is written for. */
    static final String TENSORRT = "11.2";

    private static final String REPOSITORY =
            " from NVIDIA's package repository (https://developer.nvidia.com/cuda-downloads)";

    /** By a part of the error's text; libraries that need others come after them. */
    private static final ImmutableMap<String, Remedy> BY_LIBRARY = ImmutableMap.of(
            "libcuda.so",
            new Remedy(
                    "the NVIDIA driver is missing",
                    "install driver 580 or newer (Ubuntu: apt install nvidia-driver-580); in a container, start it with"
                            + " --gpus all"),
            "libcudart.so",
            new Remedy(
                    "the CUDA 13 runtime is missing",
                    "install cuda-cudart-13-3" + REPOSITORY + " and put its folder on LD_LIBRARY_PATH"),
            "libnvrtc",
            new Remedy("CUDA's nvrtc is missing", "install cuda-nvrtc-13-3" + REPOSITORY),
            "libcublas",
            new Remedy("cuBLAS 13 is missing", "install libcublas-13-3" + REPOSITORY),
            "libcudnn",
            new Remedy("cuDNN 9 is missing", "install libcudnn9-cuda-13" + REPOSITORY),
            "libnvinfer",
            new Remedy(
                    "TensorRT " + TENSORRT + " is missing",
                    "install libnvinfer11 " + TENSORRT + " for CUDA 13" + REPOSITORY),
            "libnvonnxparser",
            new Remedy(
                    "TensorRT's ONNX parser is missing",
                    "install libnvonnxparsers11 " + TENSORRT + " for CUDA 13" + REPOSITORY),
            "jnicudart",
            new Remedy(
                    "the artifacts org.bytedeco:cuda, tensorrt and javacpp with the classifier linux-x86_64 are not on the"
                            + " class path",
                    "take them as talkinghead-backend-tensorrt brings them"));

    /** Returns what to do about an error; its causes are looked at first. */
    static Remedy of(Throwable error) {
        @Nullable Throwable each = error;
        String text = "";
        while (each != null) {
            text = each.getMessage() + "\n" + text;
            each = each.getCause() == each ? null : each.getCause();
        }
        for (var entry : BY_LIBRARY.entrySet()) {
            if (missing(text, entry.getKey())) {
                return entry.getValue();
            }
        }
        if (text.contains("Could not initialize class")) {
            return new Remedy(
                    "CUDA or TensorRT failed to load for something else in this JVM before, which keeps the cause to itself",
                    "see what that says");
        }
        return new Remedy(
                "a library of CUDA or TensorRT does not load", "see docs/tensorrt.md for what has to be installed");
    }

    // "libnvinfer.so.11: cannot open shared object file", not a path that has such a name in it.
    private static boolean missing(String text, String library) {
        return text.lines().anyMatch(line -> {
            int cannot = line.indexOf(": cannot open shared object file");
            if (cannot < 0) {
                return line.startsWith("no " + library);
            }
            int start = line.lastIndexOf(' ', cannot) + 1;
            return line.startsWith(library, start);
        });
    }
}
