package io.talkinghead.verification.gpu;

import io.talkinghead.onnx.OnnxBackendProvider;
import io.talkinghead.spi.BackendProvider;
import org.junit.jupiter.api.BeforeAll;

/** The contract with ONNX Runtime on CUDA. Run by the kit alone: it needs another jar. */
class OnnxOnCudaContract extends CudaContract {
    @BeforeAll
    static void findGpu() {
        require(new OnnxBackendProvider());
    }

    @Override
    protected BackendProvider provider() {
        return new OnnxBackendProvider();
    }
}
