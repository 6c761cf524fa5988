package io.talkinghead.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.engine.EngineOptions;
import io.talkinghead.graph.net.EmbedderGraph;
import io.talkinghead.graph.network.NetworkGraph;
import io.talkinghead.graph.network.NetworkShapes;
import io.talkinghead.graph.rewrite.Probed;
import io.talkinghead.graph.rewrite.Quantised;
import io.talkinghead.graph.rewrite.Range;
import io.talkinghead.graph.rewrite.Rewriting;
import io.talkinghead.graph.rewrite.Rewritten;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.ParameterLayout;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Upsampling;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuantisedTest {
    private static final ModelSpec SPEC = ModelSpec.paper()
            .withChannels(16, 32)
            .withResolution(64)
            .withUpsampling(Upsampling.BLOCK_START)
            .withBottleneckBlocks(1);
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

    @Test
    void probed_input_putsOutItsSmallestAndItsLargestValue() {
        Probed probed = Probed.of(exact(), Set.of(EmbedderGraph.INPUT));
        Map<String, Range> seen = seen(probed);
        float[] input = input();
        float[] sorted = input.clone();
        Arrays.sort(sorted);
        assertThat(seen).containsOnlyKeys(EmbedderGraph.INPUT);
        assertThat(seen.get(EmbedderGraph.INPUT)).isEqualTo(new Range(sorted[0], sorted[sorted.length - 1]));
    }

    private static Map<String, Range> ranges(Rewritten exact) {
        return seen(Probed.of(exact, Quantised.observed(exact)));
    }

    private static Map<String, Range> seen(Probed probed) {
        Map<String, long[]> outputs = new HashMap<>(OUTPUTS);
        probed.ends().values().forEach(ends -> {
            outputs.put(ends.least(), new long[] {1, 1, 1, 1});
            outputs.put(ends.most(), new long[] {1, 1, 1, 1});
        });
        Map<String, Range> seen = new HashMap<>();
        try (OnnxSession session = open(probed.network());
                OnnxSession.Call call = session.newCall(new NetworkShapes(INPUTS, outputs))) {
            call.buffer(EmbedderGraph.INPUT).put(0, input());
            call.run();
            probed.ends()
                    .forEach((value, ends) -> seen.put(
                            value,
                            Range.EMPTY.with(
                                    call.buffer(ends.least()).get(0),
                                    call.buffer(ends.most()).get(0))));
        }
        return seen;
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
        try (OnnxSession session = open(network);
                OnnxSession.Call call = session.newCall(new NetworkShapes(INPUTS, OUTPUTS))) {
            call.buffer(EmbedderGraph.INPUT).put(0, input());
            call.run();
            float[] embedding = new float[SPEC.embedding()];
            call.buffer(EmbedderGraph.EMBEDDING).get(0, embedding);
            return embedding;
        }
    }

    private static OnnxSession open(Rewritten network) {
        return new OnnxSession(
                new Company(), OnnxSession.start("test", network.model(), network.weights(), EngineOptions.defaults()));
    }

    private static float[] input() {
        Random random = new Random(9);
        float[] input = new float[6 * 64 * 64];
        for (int i = 0; i < input.length; i++) {
            input[i] = 2 * random.nextFloat() - 1;
        }
        return input;
    }
}
