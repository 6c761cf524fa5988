package io.talkinghead.djl.net;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.talkinghead.djl.TorchTest;
import io.talkinghead.djl.loss.FeatureMatching;
import io.talkinghead.djl.loss.HingeLoss;
import io.talkinghead.djl.loss.MatchingLoss;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Upsampling;
import io.talkinghead.model.Weights;
import io.talkinghead.testkit.Golden;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The networks and losses of the reference, with the same numbers. */
class HeadNetworksGoldenTest extends TorchTest {
    private static final float TOLERANCE = 1e-4f;

    @ParameterizedTest
    @EnumSource(Upsampling.class)
    void networks_tinyReference_giveTheReferenceNumbersAndLosses(Upsampling upsampling) {
        String folder = "tiny-" + upsampling.id();
        Weights vectors = Golden.tensors(folder + "/vectors.safetensors");
        ModelBundle model = Golden.tinyModel(upsampling);
        Map<String, NDArray> weights = new HashMap<>();
        Golden.tensors(folder + "/weights.safetensors")
                .tensors()
                .forEach((name, tensor) -> weights.put(name, array(tensor)));
        NDArray images = array(vectors.tensor("in.images"));
        NDArray landmarks = array(vectors.tensor("in.landmarks"));
        try (HeadNetworks networks = new HeadNetworks(model.spec(), manager, DataType.FLOAT32)) {
            NDArray embeddings = networks.embed(landmarks, images, weights).embeddings();
            assertClose(embeddings, vectors, "out.embeddings");
            NDArray mean = embeddings.mean(new int[] {0}, true);
            NDArray psi = networks.project(mean, weights);
            assertClose(psi, vectors, "out.psi");
            NDArray image =
                    networks.generate(landmarks.get("0:1"), null, psi, weights).image();
            assertClose(image, vectors, "out.image");

            // Frame k belongs to identity k modulo the rows.
            long frames = images.getShape().get(0);
            NDArray identity = requireNonNull(weights.get("discriminator.identity"));
            NDArray rows = NDArrays.concat(new NDList(identity, identity), 0).get("0:" + frames);
            DiscriminatorOutput real = networks.discriminate(landmarks, images, rows, weights);
            DiscriminatorOutput fake =
                    networks.discriminate(landmarks, image.repeat(0, frames).mul(0.9), rows, weights);
            assertClose(real.score(), vectors, "out.score_real");
            assertClose(fake.score(), vectors, "out.score_fake");
            for (int k = 0; k < real.features().size(); k++) {
                assertClose(real.features().get(k), vectors, "out.features_real." + k);
            }
            assertClose(HingeLoss.ofDiscriminator(real.score(), fake.score()), vectors, "loss.hinge_d");
            assertClose(HingeLoss.ofGenerator(fake.score()), vectors, "loss.adv_g");
            assertClose(FeatureMatching.between(real.features(), fake.features()), vectors, "loss.feature_matching");
            assertClose(MatchingLoss.between(embeddings, rows, manager.eye((int) frames)), vectors, "loss.match");
        }
    }

    @Test
    void networks_turnedReference_giveTheReferenceNumbersOnTheWayToo() {
        Weights vectors = Golden.tensors("guided-v3/networks.safetensors");
        ModelBundle model = Golden.turnedModel();
        Map<String, NDArray> weights = new HashMap<>();
        model.weights().tensors().forEach((name, tensor) -> weights.put(name, array(tensor)));
        try (HeadNetworks networks = new HeadNetworks(model.spec(), manager, DataType.FLOAT32)) {
            EmbeddedPhotos seen = networks.embed(
                    array(vectors.tensor("net.photo_landmarks")), array(vectors.tensor("net.photo")), weights);
            assertClose(seen.embeddings(), vectors, "net.embedding");
            NDArray psi = networks.project(seen.embeddings(), weights);
            assertClose(psi, vectors, "net.psi");
            float[] input = Golden.turnedInput(vectors);
            Generated.Turned made = (Generated.Turned)
                    networks.generate(manager.create(input, new Shape(1, input.length)), seen.guides(), psi, weights);
            assertClose(made.motion().choice(), vectors, "net.choice");
            assertClose(made.motion().own(), vectors, "net.residual");
            assertClose(made.motion().occlusion(), vectors, "net.occlusion");
            // In pixels of 64, while all else is of the size of 1.
            Golden.assertClose(
                    made.motion().flow().toFloatArray(),
                    vectors.tensor("net.flow").toFloats(),
                    model.spec().resolution() * TOLERANCE);
            assertClose(made.warped(), vectors, "net.warped");
            assertClose(made.change(), vectors, "net.delta");
            assertClose(made.image(), vectors, "net.out");
        }
    }

    private static void assertClose(NDArray found, Weights vectors, String name) {
        assertThat(found.size()).as(name).isEqualTo(vectors.tensor(name).elements());
        Golden.assertClose(found.toFloatArray(), vectors.tensor(name).toFloats(), TOLERANCE);
    }
}
