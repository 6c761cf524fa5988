package io.talkinghead.djl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.util.Utils;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The folder that PyTorch is unpacked into. Unpacking takes 430 MB, so that only the choice is looked at. */
@Isolated("system properties belong to the whole process")
class TorchEngineTest {
    private static final String NATIVES = "talkinghead.natives";
    private static final String ENGINES = "ENGINE_CACHE_DIR";

    private Path before;

    @BeforeEach
    void forget() {
        System.clearProperty(ENGINES);
        before = Utils.getEngineCacheDir();
    }

    @AfterEach
    void forgetAgain() {
        System.clearProperty(NATIVES);
        System.clearProperty(ENGINES);
    }

    @Test
    void cache_placeForNativesNamed_isThere() {
        System.setProperty(NATIVES, "libraries");
        TorchEngine.chooseCache();
        assertThat(Utils.getEngineCacheDir()).isEqualTo(Path.of("libraries", "djl"));
    }

    @Test
    void cache_nothingNamed_isDjlsOwn() {
        TorchEngine.chooseCache();
        assertThat(Utils.getEngineCacheDir()).isEqualTo(before);
    }

    @Test
    void cache_ofDjlNamed_stays() {
        System.setProperty(NATIVES, "libraries");
        System.setProperty(ENGINES, "engines");
        TorchEngine.chooseCache();
        assertThat(Utils.getEngineCacheDir()).isEqualTo(Path.of("engines"));
    }
}
