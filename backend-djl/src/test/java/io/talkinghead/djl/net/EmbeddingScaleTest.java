package io.talkinghead.djl.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.talkinghead.djl.TorchTest;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.testkit.Golden;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddingScaleTest extends TorchTest {
    private static final ModelSpec TURNED = Golden.turnedModel().spec().withResolution(128);

    @Test
    void of_fourCells_isFourOnlyForHeadsThatTurn() {
        assertThat(EmbeddingScale.of(TURNED)).isEqualTo(4);
        assertThat(EmbeddingScale.of(TURNED.withConditioning(Conditioning.landmarks())))
                .isEqualTo(1);
        assertThat(EmbeddingScale.of(TURNED.withResolution(64))).isEqualTo(1);
        assertThat(EmbeddingScale.reckoned(TURNED, new float[] {8, -2})).containsExactly(2, -0.5f);
    }

    @Test
    void discriminate_headsThatTurn_scoresByMeansInsteadOfSums() {
        try (Parameters parameters = new Parameters(manager, DataType.FLOAT32)) {
            FreshWeights.add(parameters, TURNED, 1);
            parameters.put("discriminator.bias", List.of(1), new float[1]);
            Map<String, NDArray> weights = new LinkedHashMap<>();
            parameters.names().forEach(name -> weights.put(name, parameters.get(name)));
            float means = score(TURNED, weights);
            float sums = score(TURNED.withConditioning(Conditioning.landmarks()), weights);
            assertThat(sums).isNotZero();
            assertThat(means).isCloseTo(sums / 4, within(1e-4f * Math.abs(sums)));
        }
    }

    private float score(ModelSpec spec, Map<String, NDArray> weights) {
        NDArray pictures = random(2, DataType.FLOAT32, 1, 3, 128, 128);
        NDArray rows = random(3, DataType.FLOAT32, 1, spec.embedding());
        try (HeadNetworks networks = new HeadNetworks(spec, manager, DataType.FLOAT32)) {
            return networks.discriminate(pictures, pictures, rows, weights)
                    .score()
                    .getFloat();
        }
    }
}
