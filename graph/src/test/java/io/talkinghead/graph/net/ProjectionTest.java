package io.talkinghead.graph.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Weights;
import io.talkinghead.model.Width;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionTest {
    @ParameterizedTest
    @CsvSource({"128, false", "128, true", "30, false", "30, true"})
    void psi_weightsOfAnyPrecision_isTheLinearLayer(int embedding, boolean half) {
        ModelSpec spec = ModelSpec.compact(Conditioning.landmarks()).withEmbedder(new Width(8, embedding));
        int rows = spec.adaptiveParameters();
        Random random = new Random(embedding);
        Tensor matrix = stored(List.of(rows, embedding), values(random, rows * embedding), half);
        Tensor bias = stored(List.of(rows), values(random, rows), half);
        float[] identity = values(random, embedding);

        float[] psi = Projection.psi(
                spec,
                new Weights(Map.of("generator.projection.weight", matrix, "generator.projection.bias", bias)),
                identity);

        float[] factors = matrix.toFloats();
        float[] psiOfNobody = bias.toFloats();
        assertThat(psi).hasSize(rows);
        for (int i = 0; i < rows; i++) {
            double sum = psiOfNobody[i];
            for (int k = 0; k < embedding; k++) {
                sum += (double) factors[i * embedding + k] * identity[k];
            }
            assertThat((double) psi[i]).isCloseTo(sum, within(1e-6 * embedding));
        }
    }

    private static Tensor stored(List<Integer> shape, float[] values, boolean half) {
        Tensor tensor = Tensor.of(shape, values);
        return half ? tensor.toHalf() : tensor;
    }

    private static float[] values(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
