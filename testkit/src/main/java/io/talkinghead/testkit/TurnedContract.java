package io.talkinghead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.Floats;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.WarpVersion;
import io.talkinghead.model.Weights;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Embedder;
import io.talkinghead.spi.Generator;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;

/** The part of the {@link BackendContract} about heads that turn. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract class TurnedContract extends RefusalContract {
    TurnedContract() {}

    @Test
    void generate_turnedReference_givesTheReferenceFlowAndChange() {
        Weights vectors = Golden.tensors("guided-v3/networks.safetensors");
        ModelBundle model = Golden.turnedModel();
        float[] landmarks = vectors.tensor("net.photo_landmarks").toFloats();
        float[] photo = vectors.tensor("net.photo").toFloats();
        try (Backend backend = open()) {
            float[] embedding;
            try (Embedder embedder = backend.openEmbedder(model)) {
                embedding = embedder.embed(landmarks, photo);
            }
            Golden.assertClose(embedding, vectors.tensor("net.embedding").toFloats(), tolerance());
            Person person = person(model, new Identity.Embedded(embedding));
            try (Generator generator = backend.openGenerator(model, person);
                    Generator.Pass pass = generator.newPass()) {
                float[] input = Golden.turnedInput(vectors);
                pass.input().put(0, input);
                assertThatThrownBy(pass::run).isInstanceOf(IllegalStateException.class);
                pass.guideBy(generator.guide(landmarks, photo));
                Golden.assertClose(run(pass, input), vectors.tensor("net.delta").toFloats(), tolerance());
                Golden.assertClose(
                        floats(pass.flow().orElseThrow()),
                        vectors.tensor("net.flow").toFloats(),
                        64 * tolerance());
            }
        }
    }

    @Test
    void generate_tunedTurnedPerson_isMovedByTheirOwnWeights() {
        Weights vectors = Golden.tensors("guided-v3/networks.safetensors");
        ModelBundle model = Golden.turnedModel();
        float[] psi = vectors.tensor("net.psi").toFloats();
        float[] logits = model.weights().tensor("motion.head.bias").toFloats();
        Identity same = new Identity.Tuned(psi, ownMotion(logits));
        // The first motion is rest: with it chosen everywhere, places come from themselves, but for the network's own
        // flow.
        logits[0] += 100;
        logits[4] = -100;
        Identity resting = new Identity.Tuned(psi, ownMotion(logits));
        try (Backend backend = open()) {
            float[] reference = vectors.tensor("net.flow").toFloats();
            Golden.assertClose(flow(backend, model, same, vectors), reference, 64 * tolerance());
            float[] flow = flow(backend, model, resting, vectors);
            for (int x = 0; x < 64; x++) {
                assertThat(flow[x]).isCloseTo(x + 0.5f - 0.12f * 64, within(0.1f));
            }
        }
    }

    private static Weights ownMotion(float[] bias) {
        return new Weights(Map.of("motion.head.bias", Tensor.of(List.of(bias.length), bias)));
    }

    private static float[] flow(Backend backend, ModelBundle model, Identity identity, Weights vectors) {
        return moved(backend, model, identity, vectors, Golden.turnedInput(vectors))
                .flow();
    }

    /** What a generator gives for the reference's photo. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Moved(float[] change, float[] flow) {}

    private static Moved moved(Backend backend, ModelBundle model, Identity identity, Weights vectors, float[] input) {
        try (Generator generator = backend.openGenerator(model, person(model, identity));
                Generator.Pass pass = generator.newPass()) {
            pass.guideBy(generator.guide(
                    vectors.tensor("net.photo_landmarks").toFloats(),
                    vectors.tensor("net.photo").toFloats()));
            return new Moved(run(pass, input), floats(pass.flow().orElseThrow()));
        }
    }

    /** The weights are the same, and the finer mesh shows nothing that the reference's does not. */
    @Test
    void generate_finerFlow_isTheReferenceFlowBetweenItsPixels() {
        Weights vectors = Golden.tensors("guided-v3/networks.safetensors");
        ModelBundle reference = Golden.turnedModel();
        Conditioning.Turned coarse = (Conditioning.Turned) reference.spec().conditioning();
        ModelBundle model = changed(
                reference,
                new Conditioning.Turned(WarpVersion.TURN_V2, coarse.lids(), coarse.lent()),
                reference.weights());
        Identity identity =
                new Identity.Embedded(vectors.tensor("net.embedding").toFloats());
        int side = reference.spec().resolution();
        float[] input = Golden.turnedInput(vectors);
        int mesh = input.length - 4 * side * side;
        float[] finer = Floats.concat(
                Arrays.copyOf(input, mesh), doubled(Arrays.copyOfRange(input, mesh, input.length), 4, side));
        try (Backend backend = open()) {
            Moved moved = moved(backend, model, identity, vectors, finer);
            Golden.assertClose(moved.change(), vectors.tensor("net.delta").toFloats(), 0.05);
            float[] flow = moved.flow();
            assertThat(flow).hasSize(2 * 4 * side * side);
            // What surrounds the face has a cell a pixel here, so that means of four places round its corners off.
            assertThat(meanDifference(
                            halved(flow, 2, 2 * side),
                            vectors.tensor("net.flow").toFloats()))
                    .isLessThan(0.05);
        }
    }

    private static double meanDifference(float[] found, float[] expected) {
        double sum = 0;
        for (int i = 0; i < expected.length; i++) {
            sum += Math.abs(found[i] - expected[i]);
        }
        return sum / expected.length;
    }

    @Test
    void generate_nothingLent_isAsIfNothingCameOfIt() {
        Weights vectors = Golden.tensors("guided-v3/networks.safetensors");
        ModelBundle reference = Golden.turnedModel();
        Map<String, Tensor> silent = new HashMap<>(reference.weights().tensors());
        Map<String, Tensor> without = new HashMap<>();
        silent.replaceAll((name, tensor) -> name.startsWith("generator.merge.")
                ? Tensor.of(tensor.shape(), new float[Math.toIntExact(tensor.elements())])
                : tensor);
        silent.forEach((name, tensor) -> {
            if (!name.startsWith("generator.merge.") && !name.startsWith("embedder.lend.")) {
                without.put(name, tensor);
            }
        });
        Conditioning.Turned lending = (Conditioning.Turned) reference.spec().conditioning();
        Conditioning alone = new Conditioning.Turned(lending.warp(), lending.lids(), List.of());
        float[] expected = picture(changed(reference, lending, new Weights(silent)), vectors);
        Golden.assertClose(picture(changed(reference, alone, new Weights(without)), vectors), expected, tolerance());
        assertThat(expected).isNotEqualTo(vectors.tensor("net.delta").toFloats());
    }

    private static ModelBundle changed(ModelBundle model, Conditioning conditioning, Weights weights) {
        return ModelBundle.of("changed", model.spec().withConditioning(conditioning), weights, Map.of(), "# changed\n");
    }

    private float[] picture(ModelBundle model, Weights vectors) {
        Identity identity =
                new Identity.Embedded(vectors.tensor("net.embedding").toFloats());
        try (Backend backend = open()) {
            return moved(backend, model, identity, vectors, Golden.turnedInput(vectors))
                    .change();
        }
    }

    private static float[] doubled(float[] maps, int planes, int side) {
        float[] larger = new float[4 * maps.length];
        int width = 2 * side;
        for (int i = 0; i < larger.length; i++) {
            int plane = i / (width * width);
            int pixel = i % (width * width);
            larger[i] = maps[plane * side * side + pixel / width / 2 * side + pixel % width / 2];
        }
        assertThat(larger).hasSize(planes * width * width);
        return larger;
    }

    private static float[] halved(float[] maps, int planes, int side) {
        int width = side / 2;
        float[] smaller = new float[planes * width * width];
        for (int i = 0; i < maps.length; i++) {
            int plane = i / (side * side);
            int pixel = i % (side * side);
            smaller[plane * width * width + pixel / side / 2 * width + pixel % side / 2] += maps[i] / 4;
        }
        return smaller;
    }

    @Test
    void generate_turnedByTwoPhotosInTwoPasses_movesEachItsOwn() {
        Weights vectors = Golden.tensors("guided-v3/networks.safetensors");
        ModelBundle model = Golden.turnedModel();
        float[] landmarks = vectors.tensor("net.photo_landmarks").toFloats();
        float[] photo = vectors.tensor("net.photo").toFloats();
        float[] input = Golden.turnedInput(vectors);
        Identity identity =
                new Identity.Embedded(vectors.tensor("net.embedding").toFloats());
        try (Backend backend = open();
                Generator generator = backend.openGenerator(model, person(model, identity));
                Generator.Pass first = generator.newPass();
                Generator.Pass second = generator.newPass()) {
            first.guideBy(generator.guide(landmarks, photo));
            second.guideBy(generator.guide(landmarks, new float[photo.length]));
            float[] before = run(first, input);
            assertThat(run(second, input)).isNotEqualTo(before);
            assertThat(run(first, input)).isEqualTo(before);
        }
    }
}
