package io.talkinghead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.engine.Capability;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.engine.Precision;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Upsampling;
import io.talkinghead.model.Weights;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Embedder;
import io.talkinghead.spi.EngineRequest;
import io.talkinghead.spi.FeatureNet;
import io.talkinghead.spi.Generator;
import io.talkinghead.spi.Probe;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;

/**
 * The part of the {@link BackendContract} about what a backend refuses: wrong lengths, other models' persons, capabilities it does
 * not declare, numbers and devices it does not compute with.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract class RefusalContract extends FeatureContract {
    RefusalContract() {}

    /** Returns the absolute tolerance against the reference vectors; engines that compute with 16 bits need a larger one. */
    protected double tolerance() {
        return 1e-4;
    }

    @Test
    void embed_wrongLengths_areRefused() {
        try (Backend backend = open();
                Embedder embedder = backend.openEmbedder(Golden.tinyModel(Upsampling.BLOCK_END))) {
            float[] right = new float[3 * 64 * 64];
            assertThatThrownBy(() -> embedder.embed(right, new float[5])).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> embedder.embed(new float[5], right)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void openGenerator_personOfAnotherModel_isRefusedNamingBoth() {
        ModelBundle model = Golden.tinyModel(Upsampling.BLOCK_END);
        ModelBundle other = Golden.tinyModel(Upsampling.BLOCK_START);
        Person stranger = person(other, new Identity.Embedded(new float[32]));
        try (Backend backend = open()) {
            assertThatThrownBy(() -> backend.openGenerator(model, stranger))
                    .isInstanceOfSatisfying(
                            TalkingHeadException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.PERSON_OF_OTHER_MODEL))
                    .hasMessageContaining("tiny-block-end")
                    .hasMessageContaining("tiny-block-start");
        }
    }

    @Test
    void undeclaredCapability_whenUsed_isRefused() {
        ModelBundle model = Golden.tinyModel(Upsampling.BLOCK_END);
        Map<Capability, java.util.function.Consumer<Backend>> uses = Map.of(
                Capability.EMBED, backend -> backend.openEmbedder(model).close(),
                Capability.ANALYZE_FACES, backend -> backend.openFaceAnalyzer().close(),
                Capability.TUNE, backend -> backend.openTuner(model).close(),
                Capability.EXTRACT_FEATURES,
                        backend -> backend.openFeatureExtractor(FeatureNet.FACE_DESCRIPTOR)
                                .close());
        try (Backend backend = open()) {
            uses.forEach((capability, use) -> {
                if (provider().capabilities().contains(capability)) {
                    use.accept(backend);
                } else {
                    assertThatThrownBy(() -> use.accept(backend))
                            .isInstanceOfSatisfying(
                                    TalkingHeadException.class,
                                    e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKEND_LACKS_CAPABILITY));
                }
            });
        }
    }

    @Test
    void open_int8_worksWhereDeclaredAndIsRefusedElsewhere() {
        if (provider().capabilities().contains(Capability.GENERATE_INT8)) {
            EngineOptions small = options().withDevice(Device.CPU).withPrecision(Precision.INT8);
            assertThat(probe(small)).isInstanceOf(Probe.Usable.class);
            provider().open(small).close();
        } else {
            assertThatThrownBy(() -> provider().open(options().withPrecision(Precision.INT8)))
                    .isInstanceOfSatisfying(
                            TalkingHeadException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKEND_LACKS_CAPABILITY))
                    .hasMessageContainingAll(provider().id(), "INT8", "GENERATE_INT8");
        }
    }

    @Test
    void probe_deviceNamed_isUsableOrRefusedInWords() {
        List<Probe> probes = Stream.of(Device.CPU, Device.cuda(0))
                .map(device -> probe(options().withDevice(device)))
                .toList();
        assertThat(probes).as("one device must do").hasAtLeastOneElementOfType(Probe.Usable.class);
        probes.forEach(probe -> assertThat(probe.detail()).isNotBlank());
    }

    @Test
    void open_deviceFoundUsable_givesTheReferencePicture() {
        for (Device device : List.of(Device.CPU, Device.cuda(0))) {
            EngineOptions named = options().withDevice(device);
            if (probe(named) instanceof Probe.Usable) {
                Weights vectors = Golden.tensors("tiny-block-end/vectors.safetensors");
                ModelBundle model = Golden.tinyModel(Upsampling.BLOCK_END);
                Identity identity = new Identity.Embedded(
                        vectors.tensor("out.mean_embedding").toFloats());
                try (Backend backend = provider().open(named);
                        Generator generator = backend.openGenerator(model, person(model, identity));
                        Generator.Pass pass = generator.newPass()) {
                    float[] found = run(pass, Golden.part(vectors.tensor("in.landmarks"), 0));
                    Golden.assertClose(found, vectors.tensor("out.image").toFloats(), tolerance());
                }
            }
        }
    }

    final Probe probe(EngineOptions options) {
        return provider().probe(EngineRequest.of(provider().capabilities(), options));
    }

    static float[] run(Generator.Pass pass, float[] landmarkPicture) {
        pass.input().put(0, landmarkPicture);
        pass.run();
        return floats(pass.image());
    }

    static float[] floats(FloatBuffer buffer) {
        float[] values = new float[buffer.capacity()];
        buffer.get(0, values);
        return values;
    }

    static Person person(ModelBundle model, Identity identity) {
        Landmarks face = Golden.face(128);
        ReferencePhoto photo = new ReferencePhoto(Frame.of(128, 128, new byte[3 * 128 * 128]), face);
        return new Person(model.name(), model.id(), identity, List.of(photo), 0, Map.of());
    }
}
