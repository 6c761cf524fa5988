package io.talkinghead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Weights;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Embedder;
import io.talkinghead.spi.Generator;
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
        try (Generator generator = backend.openGenerator(model, person(model, identity));
                Generator.Pass pass = generator.newPass()) {
            pass.guideBy(generator.guide(
                    vectors.tensor("net.photo_landmarks").toFloats(),
                    vectors.tensor("net.photo").toFloats()));
            run(pass, Golden.turnedInput(vectors));
            return floats(pass.flow().orElseThrow());
        }
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
