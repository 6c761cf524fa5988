package io.talkinghead.onnx;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.engine.Precision;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.testkit.BackendContract;
import org.junit.jupiter.api.Test;

class OnnxBackendTest extends BackendContract {
    @Override
    protected BackendProvider provider() {
        return new OnnxBackendProvider();
    }

    @Test
    void open_int8OnAGpu_isRefused() {
        EngineOptions options = new EngineOptions(Device.cuda(0), 1, 0, Precision.INT8);
        assertThatThrownBy(() -> provider().open(options))
                .hasMessageStartingWith("TH-405")
                .hasMessageContainingAll("INT8", "CPU");
    }

    @Test
    void open_cudaWithTheCpuJar_saysWhichJarToTake() {
        EngineOptions options = new EngineOptions(Device.cuda(0), 1, 0);
        assertThatThrownBy(() -> provider().open(options))
                .hasMessageStartingWith("TH-406")
                .hasMessageContaining("onnxruntime_gpu");
    }
}
