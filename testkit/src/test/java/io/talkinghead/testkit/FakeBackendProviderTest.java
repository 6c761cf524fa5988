package io.talkinghead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.engine.EngineOptions;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Upsampling;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Embedder;
import io.talkinghead.spi.EngineRequest;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.spi.FeatureNet;
import io.talkinghead.spi.Probe;
import org.junit.jupiter.api.Test;

class FakeBackendProviderTest {
    private final FakeBackendProvider provider = new FakeBackendProvider();

    @Test
    void probe_ofOnesOwn_isAskedWithTheRequest() {
        Probe.Refused refused = new Probe.Refused("no", "take another");
        FakeBackendProvider strict = new FakeBackendProvider("strict", 7, request -> refused);
        assertThat(strict.probe(EngineRequest.any())).isSameAs(refused);
        assertThat(provider.probe(EngineRequest.any())).isInstanceOf(Probe.Usable.class);
    }

    @Test
    void open_thenClosed_isCountedAndRefusesLaterCalls() {
        ModelBundle model = Golden.tinyModel(Upsampling.BLOCK_END);
        Backend backend = provider.open(EngineOptions.defaults());
        assertThat(provider.running()).isOne();
        backend.close();
        backend.close();
        assertThat(provider.running()).isZero();
        assertThatThrownBy(() -> backend.openEmbedder(model)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void backend_drawnFace_isFoundAndEmbedded() {
        ModelBundle model = Golden.tinyModel(Upsampling.BLOCK_END);
        float[] planes = new float[3 * model.spec().resolution() * model.spec().resolution()];
        try (Backend backend = provider.open(EngineOptions.defaults());
                FaceAnalyzer analyzer = backend.openFaceAnalyzer();
                Embedder embedder = backend.openEmbedder(model)) {
            assertThat(analyzer.analyze(DrawnFaces.picture(200, 200, 100, 100, 60)))
                    .hasSize(1);
            assertThat(embedder.embed(planes, planes)).hasSize(model.spec().embedding());
            assertThatThrownBy(() -> backend.openFeatureExtractor(FeatureNet.FACE_DESCRIPTOR))
                    .hasMessageStartingWith("TH-405");
        }
    }
}
