package io.talkinghead.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.graph.EmbedderGraph;
import io.talkinghead.graph.NetworkGraph;
import io.talkinghead.graph.rewrite.Quantised;
import io.talkinghead.graph.rewrite.Range;
import io.talkinghead.graph.rewrite.Rewriting;
import io.talkinghead.graph.rewrite.Rewritten;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.ParameterLayout;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Upsampling;
import io.talkinghead.spi.BackendOptions;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantisedTest {
    private static final ModelSpec SPEC =
            new ModelSpec(16, 32, 64, Upsampling.BLOCK_START, Conditioning.LANDMARKS, 1, 32, 1e-4);
    private static final Map<String, long[]> INPUTS = Map.of(EmbedderGraph.INPUT, new long[] {1, 6, 64, 64});
    private static final Map<String, long[]> OUTPUTS = Map.of(EmbedderGraph.EMBEDDING, new long[] {1, 32});

    @Test
    void embedder_quantised_staysWithinAFewPercentAndIsNotTheSame() {
        Rewritten exact = exact();
        float[] expected = embed(exact);
        float[] found = embed(Quantised.of(exact, ranges(exact)));
        double difference = 0;
        double size = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.abs(found[i] - expected[i]);
            size += Math.abs(expected[i]);
        }
        assertThat(difference / size).isBetween(1e-5, 0.05);
    }

    @Test
    void of_rangeMissing_isRefusedByName() {
        Rewritten exact = exact();
        Map<String, Range> ranges = ranges(exact);
        String missing = Quantised.observed(exact).iterator().next();
        ranges.remove(missing);
        assertThatThrownBy(() -> Quantised.of(exact, ranges))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(missing);
    }

    private static Map<String, Range> ranges(Rewritten exact) {
        Map<String, Range> ranges = new HashMap<>();
        // A range wide enough for all does.
        Range wide = Range.EMPTY.with(-4).with(8);
        Quantised.observed(exact).forEach(value -> ranges.put(value, wide));
        return ranges;
    }

    private static Rewritten exact() {
        NetworkGraph graph = EmbedderGraph.of(SPEC);
        Random random = new Random(4);
        Map<String, Tensor> weights = new HashMap<>();
        ParameterLayout.embedder(SPEC).forEach((name, shape) -> {
            float[] values = new float[shape.stream().reduce(1, Math::multiplyExact)];
            double scale = shape.size() > 1 ? Math.sqrt((double) shape.get(0) / values.length) : 0.1;
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (scale * random.nextGaussian());
            }
            weights.put(name, Tensor.of(shape, values));
        });
        return Rewriting.apply(graph.model(), weights, Rewriting.standard());
    }

    private static float[] embed(Rewritten network) {
        Random random = new Random(9);
        try (OnnxSession session =
                        OnnxSession.open("test", network.model(), network.weights(), BackendOptions.defaults());
                OnnxSession.Call call = session.newCall(INPUTS, OUTPUTS)) {
            FloatBuffer input = call.buffer(EmbedderGraph.INPUT);
            for (int i = 0; i < input.capacity(); i++) {
                input.put(i, 2 * random.nextFloat() - 1);
            }
            call.run();
            float[] embedding = new float[SPEC.embedding()];
            call.buffer(EmbedderGraph.EMBEDDING).get(0, embedding);
            return embedding;
        }
    }
}
