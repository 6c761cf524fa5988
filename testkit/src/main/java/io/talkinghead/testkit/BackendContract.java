package io.talkinghead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.engine.Capability;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.engine.Precision;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.ParameterLayout;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Upsampling;
import io.talkinghead.model.Weights;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.spi.Embedder;
import io.talkinghead.spi.EngineRequest;
import io.talkinghead.spi.FeatureNet;
import io.talkinghead.spi.Generator;
import io.talkinghead.spi.Probe;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every backend must do, whatever its engine. A backend's tests inherit this class and name their provider; a capability
 * that is not declared must be refused, and so must a device that it does not compute on. Tests run with {@link #options()};
 * the property {@code talkinghead.cycles} sets how often a backend is opened and closed to find leaks.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract class BackendContract extends FeatureContract {
    /** Returns the absolute tolerance against the reference vectors; engines that compute with 16 bits need a larger one. */
    protected double tolerance() {
        return 1e-4;
    }

    @Test
    void provider_itself_isUsableAndWellFormed() {
        assertThat(probe(options())).isInstanceOf(Probe.Usable.class);
        assertThat(provider().id()).matches("[a-z0-9-]+");
        assertThat(provider().spiVersion()).isEqualTo(BackendProvider.SPI_VERSION);
        try (Backend backend = open()) {
            assertThat(backend.id()).isEqualTo(provider().id());
        }
    }

    @ParameterizedTest
    @EnumSource(Upsampling.class)
    void embed_referencePhotos_givesTheReferenceEmbeddings(Upsampling upsampling) {
        Weights vectors = Golden.tensors("tiny-" + upsampling.id() + "/vectors.safetensors");
        Tensor images = vectors.tensor("in.images");
        try (Backend backend = open();
                Embedder embedder = backend.openEmbedder(Golden.tinyModel(upsampling))) {
            for (int i = 0; i < images.shape().get(0); i++) {
                float[] landmarks = Golden.part(vectors.tensor("in.landmarks"), i);
                float[] embedding = embedder.embed(landmarks, Golden.part(images, i));
                Golden.assertClose(embedding, Golden.part(vectors.tensor("out.embeddings"), i), tolerance());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Upsampling.class)
    void generate_referencePerson_givesTheReferencePicture(Upsampling upsampling) {
        Weights vectors = Golden.tensors("tiny-" + upsampling.id() + "/vectors.safetensors");
        ModelBundle model = Golden.tinyModel(upsampling);
        Identity identity =
                new Identity.Embedded(vectors.tensor("out.mean_embedding").toFloats());
        float[] input = Golden.part(vectors.tensor("in.landmarks"), 0);
        float[] expected = vectors.tensor("out.image").toFloats();
        try (Backend backend = open();
                Generator generator = backend.openGenerator(model, person(model, identity));
                Generator.Pass pass = generator.newPass()) {
            assertThat(pass.mask()).isEmpty();
            Golden.assertClose(run(pass, input), expected, tolerance());
        }
    }

    @ParameterizedTest
    @EnumSource(Upsampling.class)
    void generate_tunedPerson_usesTheirPsiAndWeights(Upsampling upsampling) {
        Weights vectors = Golden.tensors("tiny-" + upsampling.id() + "/vectors.safetensors");
        ModelBundle reference = Golden.tinyModel(upsampling);
        // The model's generator is useless; the person brings the right one.
        Map<String, Tensor> useless = new LinkedHashMap<>(reference.weights().tensors());
        Map<String, Tensor> tuned = new LinkedHashMap<>();
        useless.replaceAll((name, tensor) -> {
            boolean generator = name.startsWith("generator.") && !name.startsWith("generator.projection");
            if (!generator) {
                return tensor;
            }
            tuned.put(name, tensor);
            return Tensor.of(tensor.shape(), new float[(int) tensor.elements()]);
        });
        ModelBundle model = ModelBundle.of("useless", reference.spec(), new Weights(useless), Map.of(), "# useless\n");
        Identity identity = new Identity.Tuned(vectors.tensor("out.psi").toFloats(), new Weights(tuned));
        try (Backend backend = open();
                Generator generator = backend.openGenerator(model, person(model, identity));
                Generator.Pass pass = generator.newPass()) {
            float[] found = run(pass, Golden.part(vectors.tensor("in.landmarks"), 0));
            Golden.assertClose(found, vectors.tensor("out.image").toFloats(), tolerance());
        }
    }

    @Test
    void generate_guidedReference_givesTheReferenceCompositeAndMask(@TempDir Path folder) {
        Weights vectors = Golden.tensors("guided/vectors.safetensors");
        ModelBundle model = Golden.guidedModel(folder);
        float[] landmarks = vectors.tensor("in.landmark_picture").toFloats();
        float[] warped = vectors.tensor("in.warped").toFloats();
        try (Backend backend = open()) {
            float[] embedding;
            try (Embedder embedder = backend.openEmbedder(model)) {
                embedding = embedder.embed(
                        vectors.tensor("in.photo_landmark_picture").toFloats(),
                        vectors.tensor("in.photo").toFloats());
            }
            Golden.assertClose(embedding, vectors.tensor("out.embedding").toFloats(), tolerance());
            Person person = person(model, new Identity.Embedded(embedding));
            try (Generator generator = backend.openGenerator(model, person);
                    Generator.Pass pass = generator.newPass()) {
                pass.input().put(landmarks.length, warped);
                Golden.assertClose(
                        run(pass, landmarks), vectors.tensor("out.image").toFloats(), tolerance());
                Golden.assertClose(
                        floats(pass.mask().orElseThrow()),
                        vectors.tensor("out.mask").toFloats(),
                        tolerance());
            }
        }
    }

    @Test
    void generate_refined_isTheGuidedReferenceUntilItsGammaIsNoLongerZero(@TempDir Path folder) {
        Weights vectors = Golden.tensors("guided/vectors.safetensors");
        ModelBundle guided = Golden.guidedModel(folder);
        float[] still = refined(guided, vectors, 0, new float[128 * 128]);
        Golden.assertClose(still, vectors.tensor("out.image").toFloats(), tolerance());
        float[] mask = new float[128 * 128];
        float[] changed = refined(guided, vectors, 0.5f, mask);
        float[] reference = vectors.tensor("out.image").toFloats();
        float[] masked = vectors.tensor("out.mask").toFloats();
        int plane = mask.length;
        for (int i = 0; i < plane; i += 41) {
            double change = 0;
            for (int channel = 0; channel < 3; channel++) {
                change += Math.abs(changed[channel * plane + i] - reference[channel * plane + i]);
            }
            assertThat(mask[i])
                    .isCloseTo((float) (masked[i] * Math.max(0, 1 - change)), within((float) (5 * tolerance())));
        }
        assertThat(changed).isNotEqualTo(still);
    }

    private float[] refined(ModelBundle guided, Weights vectors, float gamma, float[] mask) {
        ModelSpec spec = guided.spec().withConditioning(Conditioning.refined());
        Map<String, Tensor> tensors = new LinkedHashMap<>(guided.weights().tensors());
        Random random = new Random(8);
        ParameterLayout.generator(spec).forEach((name, shape) -> {
            boolean skip = name.startsWith("generator.skip.");
            if (skip || name.startsWith("generator.refine.")) {
                float[] values = new float[shape.stream().reduce(1, Math::multiplyExact)];
                float own = skip ? 0 : gamma;
                for (int i = 0; i < values.length; i++) {
                    values[i] = name.endsWith("gamma") ? own : (float) (0.1 * random.nextGaussian());
                }
                tensors.put(name, Tensor.of(shape, values));
            }
        });
        ModelBundle model = ModelBundle.of("refined", spec, new Weights(tensors), Map.of(), "# refined\n");
        Identity identity =
                new Identity.Embedded(vectors.tensor("out.embedding").toFloats());
        try (Backend backend = open();
                Generator generator = backend.openGenerator(model, person(model, identity));
                Generator.Pass pass = generator.newPass()) {
            float[] landmarks = vectors.tensor("in.landmark_picture").toFloats();
            pass.input().put(landmarks.length, vectors.tensor("in.warped").toFloats());
            float[] image = run(pass, landmarks);
            pass.mask().orElseThrow().get(0, mask);
            return image;
        }
    }

    @Test
    void generate_sixteenThreads_giveTheBytesOfOne() throws Exception {
        ModelBundle model = Golden.tinyModel(Upsampling.BLOCK_START);
        Weights vectors = Golden.tensors("tiny-block-start/vectors.safetensors");
        float[] input = Golden.part(vectors.tensor("in.landmarks"), 0);
        Identity identity =
                new Identity.Embedded(vectors.tensor("out.mean_embedding").toFloats());
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (Backend backend = open();
                Generator generator = backend.openGenerator(model, person(model, identity))) {
            float[] expected;
            try (Generator.Pass pass = generator.newPass()) {
                expected = run(pass, input);
            }
            List<Callable<float[]>> jobs = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                jobs.add(() -> {
                    try (Generator.Pass pass = generator.newPass()) {
                        return run(pass, input);
                    }
                });
            }
            for (Future<float[]> job : threads.invokeAll(jobs)) {
                assertThat(job.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void close_duringRunsOnOtherThreads_endsThemCleanly() throws Exception {
        ModelBundle model = Golden.tinyModel(Upsampling.BLOCK_END);
        Identity identity = new Identity.Embedded(new float[model.spec().embedding()]);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 5; round++) {
                Backend backend = open();
                Generator generator = backend.openGenerator(model, person(model, identity));
                AtomicInteger running = new AtomicInteger();
                List<Future<?>> jobs = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    Generator.Pass pass = generator.newPass();
                    jobs.add(threads.submit(() -> {
                        assertThatThrownBy(() -> {
                                    while (true) {
                                        pass.run();
                                        running.incrementAndGet();
                                    }
                                })
                                .isInstanceOf(IllegalStateException.class);
                    }));
                }
                // Until they end, too: a job that failed early is told by its future.
                while (running.get() < 8 && jobs.stream().noneMatch(Future::isDone)) {
                    Thread.sleep(1);
                }
                backend.close();
                for (Future<?> job : jobs) {
                    job.get();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void close_twiceAndInAnyOrder_isHarmlessAndLaterCallsAreRefused() {
        ModelBundle model = Golden.tinyModel(Upsampling.BLOCK_END);
        Identity identity = new Identity.Embedded(new float[model.spec().embedding()]);
        Backend backend = open();
        Embedder embedder = backend.openEmbedder(model);
        Generator generator = backend.openGenerator(model, person(model, identity));
        Generator.Pass pass = generator.newPass();
        backend.close();
        backend.close();
        pass.close();
        generator.close();
        embedder.close();
        float[] planes = new float[3 * 64 * 64];
        assertThatThrownBy(() -> embedder.embed(planes, planes)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(pass::run).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(generator::newPass).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> backend.openEmbedder(model)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void run_closedPass_isRefusedAndTheGeneratorGoesOn() {
        ModelBundle model = Golden.tinyModel(Upsampling.BLOCK_END);
        Identity identity = new Identity.Embedded(new float[model.spec().embedding()]);
        try (Backend backend = open();
                Generator generator = backend.openGenerator(model, person(model, identity))) {
            Generator.Pass closed = generator.newPass();
            closed.close();
            assertThatThrownBy(closed::run).isInstanceOf(IllegalStateException.class);
            try (Generator.Pass pass = generator.newPass()) {
                pass.run();
                assertThat(floats(pass.image())).doesNotContain(Float.NaN);
            }
        }
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

    private Probe probe(EngineOptions options) {
        return provider().probe(EngineRequest.of(provider().capabilities(), options));
    }

    @Test
    void openRunClose_manyTimes_keepsNativeMemoryFlat() throws Exception {
        ModelBundle model = Golden.tinyModel(Upsampling.BLOCK_END);
        Identity identity = new Identity.Embedded(new float[model.spec().embedding()]);
        int cycles = Integer.getInteger("talkinghead.cycles", 60);
        long before = 0;
        for (int i = 0; i < cycles; i++) {
            if (i == cycles / 3) {
                before = NativeMemory.residentKilobytes();
            }
            try (Backend backend = open();
                    Generator generator = backend.openGenerator(model, person(model, identity));
                    Generator.Pass pass = generator.newPass()) {
                pass.run();
                assertThat(floats(pass.image())).doesNotContain(Float.NaN);
            }
        }
        // A session of this size holds several MB; one leaked each time would add over a hundred.
        assertThat(NativeMemory.residentKilobytes() - before).isLessThan(80_000);
    }

    private static float[] run(Generator.Pass pass, float[] landmarkPicture) {
        pass.input().put(0, landmarkPicture);
        pass.run();
        return floats(pass.image());
    }

    private static float[] floats(FloatBuffer buffer) {
        float[] values = new float[buffer.capacity()];
        buffer.get(0, values);
        return values;
    }

    private static Person person(ModelBundle model, Identity identity) {
        Landmarks face =
                Golden.landmarks(Golden.tensors("guided/vectors.safetensors").tensor("in.photo_landmarks"));
        ReferencePhoto photo = new ReferencePhoto(Frame.of(128, 128, new byte[3 * 128 * 128]), face);
        return new Person(model.name(), model.id(), identity, List.of(photo), 0, Map.of());
    }
}
