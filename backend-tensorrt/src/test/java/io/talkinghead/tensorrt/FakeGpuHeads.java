package io.talkinghead.tensorrt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.Backends;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Upsampling;
import io.talkinghead.model.Weights;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Generator;
import io.talkinghead.testkit.Golden;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A backend on a pretended GPU, persons, and what ONNX Runtime makes of them; after each test nothing may be held or misused. */
abstract class FakeGpuHeads {
    static final ModelBundle MODEL = Golden.tinyModel(Upsampling.BLOCK_END);
    static final Person ANNA = person(new Identity.Embedded(new float[32]));
    static final Person TUNED = tuned(0.3f);
    static final Person OTHER_TUNED = tuned(-0.3f);
    static final IdentityHashMap<Person, float[]> EXPECTED = new IdentityHashMap<>();

    @TempDir
    Path cache;

    final FakeDriver driver = new FakeDriver();
    final FakeGpu gpu = driver.gpu;
    TensorRt library;

    @BeforeEach
    void start() {
        library = driver.library(cache, false);
    }

    @AfterEach
    void nothingIsHeldOrMisused() {
        assertThat(gpu.violations).isEmpty();
        assertThat(gpu.held.get()).isZero();
        gpu.close();
    }

    static Person tuned(float bias) {
        Weights weights = MODEL.weights();
        Map<String, Tensor> own = new LinkedHashMap<>();
        for (String name : List.of("generator.out.bias", "generator.out.weight")) {
            float[] values = weights.tensor(name).toFloats();
            for (int i = 0; i < values.length; i++) {
                values[i] += bias;
            }
            own.put(name, Tensor.of(weights.tensor(name).shape(), values));
        }
        return person(new Identity.Tuned(new float[MODEL.spec().adaptiveParameters()], new Weights(own)));
    }

    static Person person(Identity identity) {
        Landmarks face = Golden.face(128);
        ReferencePhoto photo = new ReferencePhoto(Frame.of(128, 128, new byte[3 * 128 * 128]), face);
        return new Person(MODEL.name(), MODEL.id(), identity, List.of(photo), 0, Map.of());
    }

    final Backend open() {
        return new TensorRtBackendProvider(() -> library).open(EngineOptions.defaults());
    }

    static float[] render(Generator generator) {
        try (Generator.Pass pass = generator.newPass()) {
            for (int i = 0; i < pass.input().capacity(); i++) {
                pass.input().put(i, (i % 17 - 8) / 8f);
            }
            pass.run();
            float[] image = new float[pass.image().capacity()];
            pass.image().get(0, image);
            return image;
        }
    }

    @BeforeAll
    static void askOnnxRuntime() {
        for (Person person : List.of(ANNA, TUNED, OTHER_TUNED)) {
            EXPECTED.put(person, onnx(person));
        }
    }

    static float[] expected(Person person) {
        return requireNonNull(EXPECTED.get(person));
    }

    static float[] onnx(Person person) {
        try (Backend onnx = Backends.open("onnx", Set.of(), EngineOptions.defaults());
                Generator generator = onnx.openGenerator(MODEL, person)) {
            return render(generator);
        }
    }

    final void assertRenders(Backend backend, Person... persons) {
        for (Person person : persons) {
            try (Generator generator = backend.openGenerator(MODEL, person)) {
                Golden.assertClose(render(generator), expected(person), 1e-4);
            }
        }
    }
}
