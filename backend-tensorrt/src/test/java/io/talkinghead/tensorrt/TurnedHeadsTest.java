package io.talkinghead.tensorrt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.primitives.Floats;
import io.talkinghead.Backends;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Weights;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Generator;
import io.talkinghead.testkit.Golden;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.WorkListener;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Heads that turn on a GPU: the photo stays there, and what lends is compiled, shared and compared like the generator. */
class TurnedHeadsTest extends FakeGpuHeads {
    private static final ModelBundle TURNED = Golden.turnedModel();
    private static final Weights VECTORS = Golden.tensors("guided-v3/networks.safetensors");
    private static final float[] PHOTO = VECTORS.tensor("net.photo").toFloats();
    private static final Person ANYBODY = person(TURNED, new Identity.Embedded(new float[64]));

    private static Person person(ModelBundle model, Identity identity) {
        return new Person(model.name(), model.id(), identity, person(identity).photos(), 0, Map.of());
    }

    private static Person ownMotion(float towardsRest) {
        float[] bias = TURNED.weights().tensor("motion.head.bias").toFloats();
        bias[0] += towardsRest;
        Weights own = new Weights(Map.of("motion.head.bias", Tensor.of(List.of(bias.length), bias)));
        return person(TURNED, new Identity.Tuned(new float[TURNED.spec().adaptiveParameters()], own));
    }

    /** The same model with another value of one parameter everywhere. */
    private static ModelBundle changed(String parameter, float value) {
        Map<String, Tensor> weights = new LinkedHashMap<>(TURNED.weights().tensors());
        Tensor before = TURNED.weights().tensor(parameter);
        float[] values = before.toFloats();
        Arrays.fill(values, value);
        weights.put(parameter, Tensor.of(before.shape(), values));
        return ModelBundle.of("changed", TURNED.spec(), new Weights(weights), Map.of(), "# changed\n");
    }

    private static Generator.Guide guide(Generator generator, float[] photo) {
        return generator.guide(VECTORS.tensor("net.photo_landmarks").toFloats(), photo);
    }

    /** Runs once and returns change and flow. */
    private static float[] run(Generator.Pass pass) {
        pass.input().put(0, Golden.turnedInput(VECTORS));
        pass.run();
        return Floats.concat(floats(pass.image()), floats(pass.flow().orElseThrow()));
    }

    private static float[] floats(FloatBuffer buffer) {
        float[] values = new float[buffer.capacity()];
        buffer.get(0, values);
        return values;
    }

    private static float[] render(Backend backend, ModelBundle model, Person person) {
        try (Generator generator = backend.openGenerator(model, person);
                Generator.Pass pass = generator.newPass()) {
            pass.guideBy(guide(generator, PHOTO));
            return run(pass);
        }
    }

    private static float[] onnx(ModelBundle model, Person person) {
        try (Backend onnx = Backends.open("onnx", Set.of(), EngineOptions.defaults())) {
            return render(onnx, model, person);
        }
    }

    private long uploadsOf(Runnable work) {
        gpu.restart();
        work.run();
        return gpu.calls.stream().filter("upload"::equals).count();
    }

    @Test
    void photo_guidingManyRuns_isCopiedToTheGpuWhenItChanges() {
        try (Backend backend = open();
                Generator generator = backend.openGenerator(TURNED, ANYBODY);
                Generator.Pass pass = generator.newPass();
                Generator.Pass other = generator.newPass()) {
            Generator.Guide photo = guide(generator, PHOTO);
            Generator.Guide black = guide(generator, new float[PHOTO.length]);
            pass.guideBy(photo);
            other.guideBy(black);
            float[] first = run(pass);
            assertThat(uploadsOf(() -> assertThat(run(pass)).isEqualTo(first))).isEqualTo(2);
            assertThat(uploadsOf(() -> assertThat(run(other)).isNotEqualTo(first)))
                    .isEqualTo(3);
            assertThat(uploadsOf(() -> assertThat(run(pass)).isEqualTo(first))).isEqualTo(3);
            // Another pass of the same photo finds it there.
            other.guideBy(photo);
            assertThat(uploadsOf(() -> assertThat(run(other)).isEqualTo(first))).isEqualTo(2);
            assertThat(gpu.calls).contains("launch").doesNotContain("enqueue");
            pass.guideBy(black);
            assertThat(uploadsOf(() -> assertThat(run(pass)).isNotEqualTo(first)))
                    .isEqualTo(3);
        }
    }

    @Test
    void photo_afterARunThatFailed_isCopiedAgain() {
        try (Backend backend = open();
                Generator generator = backend.openGenerator(TURNED, ANYBODY);
                Generator.Pass pass = generator.newPass()) {
            pass.guideBy(guide(generator, PHOTO));
            float[] first = run(pass);
            gpu.failing = "launch";
            assertThat(catchThrowable(() -> run(pass))).hasMessageContaining("made to fail");
            gpu.failing = "";
            assertThat(uploadsOf(() -> assertThat(run(pass)).isEqualTo(first))).isEqualTo(3);
        }
    }

    @Test
    void heads_ofTunedPersonsOneAfterTheOther_areRefittedAndMovedByTheirOwnWeights() {
        try (Backend backend = open()) {
            for (Person person : List.of(ANYBODY, ownMotion(9), ownMotion(-9), ANYBODY)) {
                Golden.assertClose(render(backend, TURNED, person), onnx(TURNED, person), 1e-3);
            }
        }
        // One generator and what lends to it.
        assertThat(gpu.builds.get()).isEqualTo(2);
        assertThat(gpu.engines.get()).isEqualTo(2);
        assertThat(gpu.refits.get()).isEqualTo(3);
    }

    @Test
    void refit_thatLeavesTheOldMotion_isNoticedAndReplacedByACompilation() {
        try (Backend backend = open()) {
            render(backend, TURNED, ANYBODY);
            gpu.refitsWrongly = true;
            Person person = ownMotion(9);
            Golden.assertClose(render(backend, TURNED, person), onnx(TURNED, person), 1e-3);
        }
        assertThat(gpu.builds.get()).isEqualTo(3);
    }

    @Test
    void refit_thatLeavesTheOldLender_isNoticedAndReplacedByACompilation() {
        ModelBundle other = changed("embedder.down.0.conv2.bias", 5);
        Person person = person(other, new Identity.Embedded(new float[64]));
        try (Backend backend = open()) {
            render(backend, TURNED, ANYBODY);
            gpu.refitsWrongly = true;
            Golden.assertClose(render(backend, other, person), onnx(other, person), 1e-3);
        }
        // The generator has the same weights, is trusted, and stays.
        assertThat(gpu.builds.get()).isEqualTo(3);
        assertThat(gpu.refits.get()).isEqualTo(1);
    }

    @Test
    void prepare_modelThatTurns_compilesWhatLendsAndOpeningCompilesNone() {
        try (Backend backend = open()) {
            backend.prepare(TURNED, WorkListener.NONE, new Cancellation());
            int builds = gpu.builds.get();
            assertThat(builds).isEqualTo(4);
            backend.openEmbedder(TURNED).close();
            render(backend, TURNED, ANYBODY);
            assertThat(gpu.builds.get()).isEqualTo(builds);
        }
    }

    @Test
    void heads_with16Bits_passTheComparisonAndStayNearTheReference() {
        library = driver.library(cache, true);
        Person person = person(
                TURNED, new Identity.Embedded(VECTORS.tensor("net.embedding").toFloats()));
        try (Backend backend = open()) {
            float[] found = render(backend, TURNED, person);
            float[] expected = Floats.concat(
                    VECTORS.tensor("net.delta").toFloats(),
                    VECTORS.tensor("net.flow").toFloats());
            Golden.assertClose(found, expected, 0.05);
            assertThat(found).isNotEqualTo(onnx(TURNED, person));
        }
    }

    @Test
    void heads_ofAModelThatChangesNothingYet_agreeWithTheComparison() {
        ModelBundle fresh = changed("generator.out2.weight", 0);
        fresh = ModelBundle.of(
                "fresh", fresh.spec(), zero(fresh.weights(), "generator.out2.bias"), Map.of(), "# fresh\n");
        try (Backend backend = open()) {
            float[] found = render(backend, fresh, person(fresh, new Identity.Embedded(new float[64])));
            assertThat(Arrays.copyOf(found, PHOTO.length)).containsOnly(0);
        }
        assertThat(gpu.builds.get()).isEqualTo(2);
    }

    private static Weights zero(Weights weights, String parameter) {
        Map<String, Tensor> changed = new LinkedHashMap<>(weights.tensors());
        List<Integer> shape = weights.tensor(parameter).shape();
        changed.put(
                parameter, Tensor.of(shape, new float[weights.tensor(parameter).toFloats().length]));
        return new Weights(changed);
    }

    @Test
    void check_changeOrFlowWrong_noticesEither() {
        try (Backend backend = open();
                Generator generator = backend.openGenerator(TURNED, ANYBODY)) {
            int picture = PHOTO.length;
            assertThat(verdict(generator, values -> {})).isEqualTo(OutputCheck.Verdict.AGREES);
            assertThat(verdict(generator, values -> Arrays.fill(values, 0, picture, 0)))
                    .isEqualTo(OutputCheck.Verdict.DIFFERS);
            assertThat(verdict(generator, values -> Arrays.fill(values, picture, values.length, 0)))
                    .isEqualTo(OutputCheck.Verdict.DIFFERS);
        }
    }

    private static OutputCheck.Verdict verdict(Generator generator, Consumer<float[]> spoiling) {
        Reference onnx = new BackendReference("onnx");
        Reference spoilt = new Reference() {
            @Override
            public float[] picture(ModelBundle model, Person person, float[] input) {
                float[] values = requireNonNull(onnx.picture(model, person, input));
                spoiling.accept(values);
                return values;
            }

            @Override
            public float[] embedding(ModelBundle model, float[] landmarkPicture, float[] photo) {
                throw new AssertionError("nothing was embedded");
            }
        };
        return new OutputCheck(spoilt).generator(generator, TURNED, ANYBODY);
    }
}
