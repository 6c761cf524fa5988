package io.talkinghead.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.spi.EngineRequest;
import io.talkinghead.spi.Probe;
import io.talkinghead.testkit.BackendContract;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The contract, kept by DJL's PyTorch engine. */
class DjlBackendTest extends BackendContract {
    @Override
    protected BackendProvider provider() {
        return new DjlBackendProvider();
    }

    @Test
    void probe_pyTorchOfOnesOwn_saysWhere() {
        System.setProperty("PYTORCH_LIBRARY_PATH", "/opt/libtorch/lib");
        try {
            assertThat(provider().probe(EngineRequest.any()))
                    .isEqualTo(new Probe.Usable("PyTorch in /opt/libtorch/lib through DJL"));
        } finally {
            System.clearProperty("PYTORCH_LIBRARY_PATH");
        }
    }

    @Test
    void probe_gpuWithNativesForTheCpu_isRefusedWithoutAStart() {
        EngineOptions options = EngineOptions.defaults().withDevice(Device.cuda(0));
        Probe.Refused refused = (Probe.Refused) provider().probe(EngineRequest.of(Set.of(), options));
        assertThat(refused.reason()).contains("cuda:0", "CPU only");
        assertThat(refused.remedy()).contains("CUDA");
    }
}
