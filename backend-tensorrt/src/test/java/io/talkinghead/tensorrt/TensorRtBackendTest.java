package io.talkinghead.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.spi.BackendProvider;
import io.talkinghead.testkit.BackendContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by the backend on a pretended GPU. */
class TensorRtBackendTest extends BackendContract {
    @TempDir
    private Path cache;

    private final FakeDriver driver = new FakeDriver();
    private TensorRt library;

    @BeforeEach
    void start() {
        library = driver.library(cache, false);
    }

    @Override
    protected BackendProvider provider() {
        return new TensorRtBackendProvider(() -> library);
    }

    @AfterEach
    void nothingIsHeldOrMisused() {
        assertThat(driver.gpu.violations).isEmpty();
        assertThat(driver.gpu.held.get()).isZero();
        driver.gpu.close();
    }
}
