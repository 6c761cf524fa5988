package io.talkinghead.djl.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.talkinghead.djl.TorchTest;
import io.talkinghead.graph.net.Projection;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.Weights;
import io.talkinghead.testkit.Golden;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FreshWeightsTest extends TorchTest {
    @Test
    void add_headThatTurns_beginsAsThePhotoInClosedForm() {
        ModelSpec spec = Golden.turnedModel().spec();
        Weights vectors = Golden.tensors("guided-v3/networks.safetensors");
        float[] input = Golden.turnedInput(vectors);
        try (HeadNetworks networks = new HeadNetworks(spec, manager, DataType.FLOAT32);
                Parameters parameters = new Parameters(manager, DataType.FLOAT32)) {
            FreshWeights.add(parameters, spec, 5);
            Map<String, NDArray> weights = new LinkedHashMap<>();
            parameters.names().forEach(name -> weights.put(name, parameters.get(name)));
            EmbeddedPhotos seen = networks.embed(
                    array(vectors.tensor("net.photo_landmarks")), array(vectors.tensor("net.photo")), weights);
            NDArray psi = networks.project(seen.embeddings(), weights);
            Generated.Turned made = (Generated.Turned)
                    networks.generate(manager.create(input, new Shape(1, input.length)), seen.guides(), psi, weights);
            assertThat(made.image().toFloatArray()).isEqualTo(made.warped().toFloatArray());
            assertThat(made.change().abs().max().getFloat()).isZero();
            assertThat(made.motion().own().abs().max().getFloat()).isZero();
            float shown = (float) (1 / (1 + Math.exp(-2)));
            assertThat(made.motion().occlusion().min().getFloat()).isCloseTo(shown, within(1e-6f));
            assertThat(made.motion().occlusion().max().getFloat()).isCloseTo(shown, within(1e-6f));
            // Scales of about 1 and biases of about 0, whatever the face.
            NDArray bias = parameters.get(Projection.PREFIX + "bias");
            assertThat(psi.sub(bias).abs().mean().getFloat()).isBetween(1e-3f, 0.3f);
        }
    }
}
