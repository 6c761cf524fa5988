package io.talkinghead.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.spi.BackendProvider;
import io.talkinghead.spi.Probe;
import io.talkinghead.testkit.BackendContract;
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
            assertThat(provider().probe()).isEqualTo(new Probe.Usable("PyTorch in /opt/libtorch/lib through DJL"));
        } finally {
            System.clearProperty("PYTORCH_LIBRARY_PATH");
        }
    }
}
