package io.talkinghead.verification.gpu;

import io.talkinghead.djl.DjlBackendProvider;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.testkit.BackendContract;
import org.junit.jupiter.api.BeforeAll;

/** The contract, and with it the golden vectors, with PyTorch on CUDA. Run by the kit alone: it needs PyTorch for CUDA. */
class TorchOnCudaContract extends BackendContract {
    @BeforeAll
    static void findGpu() {
        OnCuda.require(new DjlBackendProvider());
    }

    @Override
    protected BackendProvider provider() {
        return new DjlBackendProvider();
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
