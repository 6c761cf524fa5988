package io.talkinghead.verification.gpu;

import io.talkinghead.djl.DjlBackendProvider;
import io.talkinghead.spi.BackendProvider;
import org.junit.jupiter.api.BeforeAll;

/** The contract with PyTorch on CUDA. Run by the kit alone: it needs PyTorch for CUDA. */
class TorchOnCudaContract extends CudaContract {
    @BeforeAll
    static void findGpu() {
        require(new DjlBackendProvider());
    }

    @Override
    protected BackendProvider provider() {
        return new DjlBackendProvider();
    }
}
