package io.talkinghead.tensorrt;

import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.testkit.BackendContract;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The contract, and with it the golden vectors, on a real GPU with 16 bits: what users get. */
@Tag("gpu")
class GpuHalfTest extends BackendContract {
    private static TensorRt library;

    @BeforeAll
    static void findGpu() {
        library = RealGpu.require(true);
    }

    @Override
    protected BackendProvider provider() {
        return new TensorRtBackendProvider(() -> library);
    }

    @Override
    protected EngineOptions options() {
        return EngineOptions.defaults().withDevice(Device.cuda(0)).withThreads(2);
    }

    /** Values of -1 to 1, or embeddings of some units: see docs/tensorrt.md for what half floats cost. */
    @Override
    protected double tolerance() {
        return 0.05;
    }
}
