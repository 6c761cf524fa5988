package io.talkinghead.onnx;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.spi.BackendContract;
import io.talkinghead.spi.BackendOptions;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.spi.Device;
import io.talkinghead.spi.Precision;
import org.junit.jupiter.api.Test;

class OnnxBackendTest extends BackendContract {
    @Override
    protected BackendProvider provider() {
        return new OnnxBackendProvider();
    }

    @Test
    void open_int8OnAGpu_isRefused() {
        BackendOptions options = new BackendOptions(Device.cuda(0), 1, 0, Precision.INT8);
        assertThatThrownBy(() -> provider().open(options))
                .hasMessageStartingWith("TH-405")
                .hasMessageContainingAll("INT8", "CPU");
    }

    @Test
    void open_cudaWithTheCpuJar_saysWhichJarToTake() {
        BackendOptions options = new BackendOptions(Device.cuda(0), 1, 0);
        assertThatThrownBy(() -> provider().open(options))
                .hasMessageStartingWith("TH-406")
                .hasMessageContaining("onnxruntime_gpu");
    }
}
