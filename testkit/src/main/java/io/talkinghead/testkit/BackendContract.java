package io.talkinghead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Upsampling;
import io.talkinghead.model.Weights;
import io.talkinghead.person.Identity;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.spi.Embedder;
import io.talkinghead.spi.Generator;
import io.talkinghead.spi.Probe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every backend must do, whatever its engine. A backend's tests inherit this class and name their provider; a capability
 * that is not declared must be refused, and so must a device that it does not compute on. Tests run with {@link #options()};
 * the property {@code talkinghead.cycles} sets how often a backend is opened and closed to find leaks.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract class BackendContract extends TurnedContract {
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
            assertThat(pass.flow()).isEmpty();
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
}
