package io.talkinghead.tensorrt;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.cuda.cudart.cudaDeviceProp;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.tensorrt.global.nvinfer;
import org.bytedeco.tensorrt.global.nvonnxparser;

/**
 * CUDA 13 and TensorRT 11 through the JavaCPP presets. This class, {@link NvidiaGpu} and {@link NvidiaLog} are the only ones that
 * know them. They never ran on a GPU; their calls are compiled against the presets and follow NVIDIA's documentation.
 */
final class NvidiaDriver implements GpuDriver {
    /** One of each GPU: a runtime cannot be freed. */
    private final Map<Integer, Gpu> gpus = new ConcurrentHashMap<>();

    @Override
    public void loadCuda() {
        cudart.cudaGetErrorString(cudart.cudaSuccess);
    }

    @Override
    public int deviceCount() {
        int[] count = new int[1];
        int status = cudart.cudaGetDeviceCount(count);
        if (status == cudart.cudaErrorInsufficientDriver) {
            int[] version = new int[1];
            cudart.cudaDriverGetVersion(version);
            throw new TalkingHeadException(
                    ErrorCode.BACKEND_FAILED,
                    (version[0] == 0
                                    ? "there is no NVIDIA driver"
                                    : "the NVIDIA driver is for CUDA " + version[0] / 1000 + "."
                                            + version[0] % 1000 / 10)
                            + "; CUDA 13 needs driver 580 or newer, in a container started with --gpus all");
        }
        if (status == cudart.cudaErrorNoDevice) {
            return 0;
        }
        check(status, "count the GPUs");
        return count[0];
    }

    @Override
    public GpuFacts facts(int device) {
        try (cudaDeviceProp properties = new cudaDeviceProp()) {
            check(cudart.cudaGetDeviceProperties(properties, device), "describe GPU " + device);
            String name = properties.name().getString();
            return new GpuFacts(name, properties.major(), properties.minor(), properties.totalGlobalMem());
        }
    }

    @Override
    public String loadTensorRt() {
        String version = nvinfer.getInferLibMajorVersion() + "." + nvinfer.getInferLibMinorVersion() + "."
                + nvinfer.getInferLibPatchVersion();
        nvonnxparser.getNvOnnxParserVersion();
        return version;
    }

    @Override
    public Gpu open(int device) {
        return gpus.computeIfAbsent(device, index -> new NvidiaGpu(index, facts(index), loadTensorRt()));
    }

    static void check(int status, String what) {
        if (status != cudart.cudaSuccess) {
            ErrorCode code =
                    status == cudart.cudaErrorMemoryAllocation ? ErrorCode.DEVICE_MEMORY : ErrorCode.BACKEND_FAILED;
            throw new TalkingHeadException(
                    code,
                    "CUDA could not " + what + ": "
                            + cudart.cudaGetErrorString(status).getString() + " (error " + status + ")"
                            + (code == ErrorCode.DEVICE_MEMORY
                                    ? "; close other users of the GPU, or other heads"
                                    : ""));
        }
    }
}
