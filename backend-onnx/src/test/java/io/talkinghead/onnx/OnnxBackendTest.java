package io.talkinghead.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.Backends;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.engine.Precision;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.testkit.BackendContract;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OnnxBackendTest extends BackendContract {
    @Override
    protected BackendProvider provider() {
        return new OnnxBackendProvider();
    }

    @Test
    void probe_cudaWithTheCpuJar_saysWhichJarToTake() {
        EngineOptions options = EngineOptions.defaults().withDevice(Device.cuda(0));
        assertThatThrownBy(() -> Backends.open("onnx", Set.of(), options))
                .hasMessageStartingWith("TH-404")
                .hasMessageContainingAll("cuda:0", "onnxruntime_gpu");
    }

    @Test
    void refusal_int8OnAGpu_saysWhatToLeaveOut() {
        assertThat(OnnxEngine.refusal(Device.CPU, Precision.INT8, true)).isEmpty();
        assertThat(OnnxEngine.refusal(Device.cuda(0), Precision.FLOAT32, true)).isEmpty();
        assertThat(OnnxEngine.refusal(Device.cuda(0), Precision.INT8, true))
                .get()
                .satisfies(refused -> assertThat(refused.reason()).contains("INT8", "CPU"))
                .satisfies(refused -> assertThat(refused.remedy()).contains("leave the precision or the device out"));
    }
}
