package io.talkinghead.verification.gpu;

import io.talkinghead.engine.EngineOptions;
import io.talkinghead.onnx.OnnxBackendProvider;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.testkit.BackendContract;
import org.junit.jupiter.api.BeforeAll;

/** The contract, and with it the golden vectors, with ONNX Runtime on CUDA. Run by the kit alone: it needs another jar. */
class OnnxOnCudaContract extends BackendContract {
    @BeforeAll
    static void findGpu() {
        OnCuda.require(new OnnxBackendProvider());
    }

    @Override
    protected BackendProvider provider() {
        return new OnnxBackendProvider();
    }

    @Override
    protected EngineOptions options() {
        return OnCuda.options();
    }

    @Override
    protected double tolerance() {
        return OnCuda.tolerance();
    }
}
