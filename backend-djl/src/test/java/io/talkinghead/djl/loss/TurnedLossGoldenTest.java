package io.talkinghead.djl.loss;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.talkinghead.conditioning.PreparedPhoto;
import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.djl.TorchTest;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.djl.net.EmbeddedPhotos;
import io.talkinghead.djl.net.Generated;
import io.talkinghead.djl.net.HeadNetworks;
import io.talkinghead.djl.sample.Batch;
import io.talkinghead.djl.sample.Sample;
import io.talkinghead.djl.sample.Shot;
import io.talkinghead.face.Landmarks;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Weights;
import io.talkinghead.testkit.Golden;
import io.talkinghead.tuning.ContentNetworks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The losses of heads that turn against those of the reference's trainer on one batch of two, each to a thousandth. */
class TurnedLossGoldenTest extends TorchTest {
    private static final int RESOLUTION = 64;

    private final ModelBundle model = Golden.turnedModel();
    private final Weights vectors = Golden.tensors("guided-v3/networks.safetensors");
    private final Weights losses = Golden.tensors("guided-v3/losses.safetensors");
    private final Map<String, NDArray> weights = new HashMap<>();
    private HeadNetworks networks;
    private Batch batch;

    @BeforeEach
    void openNetworks() {
        networks = new HeadNetworks(model.spec(), manager, DataType.FLOAT32);
        model.weights().tensors().forEach((name, tensor) -> weights.put(name, array(tensor)));
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            float[] points = Golden.part(losses.tensor("in.target_landmarks"), i);
            Landmarks landmarks = Golden.deepLandmarks(Tensor.of(List.of(68, 3), points));
            Shot target = Shot.of(new PreparedPhoto(
                    landmarks, Golden.part(losses.tensor("in.target"), i), PosedFace.of(landmarks, RESOLUTION)));
            samples.add(new Sample(target, target));
        }
        Batch laidOut = Batch.of(manager, model.spec(), samples);
        // The reference's maps and landmark picture, which do not depend on how a fit of poses rounds.
        float[] input = Golden.turnedInput(vectors);
        NDArray one = manager.create(input, new Shape(1, input.length));
        batch = new Batch(
                samples,
                NDArrays.concat(new NDList(one, one), 0),
                twice("net.landmarks"),
                laidOut.images(),
                laidOut.regions());
    }

    @AfterEach
    void closeNetworks() {
        networks.close();
    }

    private NDArray twice(String name) {
        NDArray one = array(vectors.tensor(name));
        return NDArrays.concat(new NDList(one, one), 0);
    }

    private EmbeddedPhotos embedded() {
        NDArray photos =
                NDArrays.concat(new NDList(array(vectors.tensor("net.photo")), array(losses.tensor("in.photo"))), 0);
        return networks.embed(twice("net.photo_landmarks"), photos, weights);
    }

    private Generated.Turned generated() {
        EmbeddedPhotos seen = embedded();
        return (Generated.Turned)
                networks.generate(batch.input(), seen.guides(), networks.project(seen.embeddings(), weights), weights);
    }

    @Test
    void regions_givenLandmarks_areTheReferences() {
        float[] found = Golden.part(
                Tensor.of(List.of(2, RESOLUTION, RESOLUTION), batch.regions().toFloatArray()), 0);
        float[] expected = losses.tensor("in.regions").toFloats();
        float[] halved = new float[expected.length];
        for (int i = 0; i < halved.length; i++) {
            int half = RESOLUTION / 2;
            halved[i] = found[2 * (i / half) * RESOLUTION + 2 * (i % half)];
        }
        Golden.assertClose(halved, expected, 1e-4);
    }

    @Test
    void terms_referenceBatch_areTheReferences() {
        try (TurnedLoss loss = TurnedLoss.open(ContentNetworks.shipped(), manager, DataType.FLOAT32)) {
            Map<String, NDArray> terms = loss.terms(generated(), batch);
            double sum = 0;
            for (Map.Entry<String, NDArray> term : terms.entrySet()) {
                assertLoss(term.getKey(), term.getValue());
                sum += term.getValue().getFloat();
            }
            assertThat(terms).hasSize(9);
            assertThat((double) loss.of(generated(), batch).getFloat()).isCloseTo(sum, within(1e-4 * sum));
        }
    }

    @Test
    void adversarialTerms_referenceBatch_areTheReferences() {
        Map<String, NDArray> discriminator = new HashMap<>();
        weights.forEach((name, weight) -> {
            if (name.startsWith("embedder.")) {
                String own = name.substring("embedder.".length());
                discriminator.put("discriminator.trunk." + own, weight);
                if (own.startsWith("down.5.conv")) {
                    discriminator.put("discriminator.trunk." + own.replace("down.5", "last"), weight);
                }
            }
        });
        for (String name : List.of("discriminator.w0", "discriminator.bias")) {
            discriminator.put(name, array(losses.tensor(name)));
        }
        float[] numbers = losses.tensor("in.rows").toFloats();
        NDArray all = array(losses.tensor("discriminator.identity"));
        NDArray rows = NDArrays.stack(new NDList(all.get((long) numbers[0]), all.get((long) numbers[1])));
        Generated.Turned made = generated();
        try (HeadLosses open = HeadLosses.open(networks, ContentNetworks.shipped(), model.content(), manager)) {
            HeadLosses.Terms terms = open.ofGenerator(made, batch, rows, discriminator);
            assertLoss("adversarial", requireNonNull(terms.adversarial()));
            assertLoss("discriminator", open.ofDiscriminator(made.image(), batch, rows, discriminator));
        }
        NDArray apart = MatchingLoss.between(embedded().embeddings(), rows, manager.eye(2));
        assertLoss(
                "matching",
                TorchArrays.scaled(apart, AdversarialWeights.of(model.spec()).matching()));
    }

    private void assertLoss(String name, NDArray found) {
        double expected = losses.tensor("loss." + name).toFloats()[0];
        assertThat((double) found.getFloat()).as(name).isCloseTo(expected, within(1e-3 * Math.abs(expected)));
    }
}
