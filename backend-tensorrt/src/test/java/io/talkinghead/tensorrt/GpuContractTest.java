package io.talkinghead.tensorrt;

import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.testkit.BackendContract;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The contract on a real GPU with 32 bits: what the networks compute is right to the last few digits. */
@Tag("gpu")
class GpuContractTest extends BackendContract {
    private static TensorRt library;

    @BeforeAll
    static void findGpu() {
        library = RealGpu.require(false);
    }

    @Override
    protected BackendProvider provider() {
        return new TensorRtBackendProvider(() -> library);
    }

    @Override
    protected EngineOptions options() {
        return EngineOptions.defaults().withDevice(Device.cuda(0)).withThreads(2);
    }

    /** A GPU sums in another order. */
    @Override
    protected double tolerance() {
        return 1e-3;
    }
}
