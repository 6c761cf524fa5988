package io.talkinghead.onnx;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.talkinghead.graph.net.EmbedderGraph;
import io.talkinghead.graph.net.GeneratorGraph;
import io.talkinghead.graph.net.NetworkGenerator;
import io.talkinghead.graph.network.Network;
import io.talkinghead.graph.network.NetworkGraph;
import io.talkinghead.graph.network.NetworkShapes;
import io.talkinghead.graph.rewrite.Rewriting;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.ParameterLayout;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Upsampling;
import io.talkinghead.model.Width;
import io.talkinghead.testkit.Golden;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rewritten networks are the plain ones, over random weights and shapes. */
class RewritingParityTest {
    private static final double TOLERANCE = 1e-4;

    static Stream<Arguments> generators() {
        List<Set<Rewriting>> choices = new ArrayList<>();
        for (Rewriting each : Rewriting.values()) {
            choices.add(EnumSet.of(each));
            choices.add(EnumSet.complementOf(EnumSet.of(each)));
        }
        choices.add(Rewriting.standard());
        choices.add(EnumSet.allOf(Rewriting.class));
        List<Arguments> cases = new ArrayList<>();
        for (Upsampling upsampling : Upsampling.values()) {
            for (Conditioning conditioning : List.of(Conditioning.landmarks(), Conditioning.turned())) {
                choices.forEach(chosen -> cases.add(Arguments.of(upsampling, conditioning, chosen)));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("generators")
    void generator_rewritten_makesThePlainOnesPicture(
            Upsampling upsampling, Conditioning conditioning, Set<Rewriting> chosen) {
        Random random = new Random(11);
        // Channels that fill the engine's blocks and such that do not, more than the weave's limit and fewer.
        for (int[] sides : new int[][] {{8, 24, 64}, {16, 128, 64}, {12, 20, 128}}) {
            if (sides[2] > 64 && !chosen.equals(Rewriting.standard())) {
                continue;
            }
            Width width = new Width(sides[0], sides[1]);
            ModelSpec spec = new ModelSpec(width, width, sides[2], upsampling, conditioning, 2, 1e-4);
            NetworkGraph graph = GeneratorGraph.of(spec);
            Map<String, Tensor> weights = weights(graph, ParameterLayout.generator(spec), random);
            NetworkShapes shapes = NetworkGenerator.shapes(spec);
            assertSame(graph, weights, shapes.inputs(), shapes.outputs(), chosen);
        }
    }

    @ParameterizedTest
    @MethodSource("embedders")
    void embedder_rewritten_makesThePlainOnesEmbedding(int base, int max, int resolution) {
        Width width = new Width(base, max);
        ModelSpec spec =
                new ModelSpec(width, width, resolution, Upsampling.BLOCK_END, Conditioning.landmarks(), 1, 1e-4);
        NetworkGraph graph = EmbedderGraph.of(spec);
        assertSame(
                graph,
                weights(graph, ParameterLayout.embedder(spec), new Random(5)),
                Map.of(EmbedderGraph.INPUT, new long[] {1, 6, resolution, resolution}),
                Map.of(EmbedderGraph.EMBEDDING, new long[] {1, spec.embedding()}),
                Rewriting.standard());
    }

    static Stream<Arguments> embedders() {
        return Stream.of(Arguments.of(8, 24, 64), Arguments.of(16, 64, 128), Arguments.of(12, 12, 64));
    }

    private static void assertSame(
            NetworkGraph graph,
            Map<String, Tensor> weights,
            Map<String, long[]> inputs,
            Map<String, long[]> outputs,
            Set<Rewriting> chosen) {
        Map<String, float[]> plain = run(graph, weights, inputs, outputs, Set.of());
        Map<String, float[]> rewritten = run(graph, weights, inputs, outputs, chosen);
        plain.forEach((name, expected) -> {
            assertThat(spread(expected)).as("%s must not be flat", name).isGreaterThan(1e-2);
            Golden.assertClose(requireNonNull(rewritten.get(name)), expected, TOLERANCE);
        });
    }

    private static double spread(float[] values) {
        double least = Double.MAX_VALUE;
        double most = -Double.MAX_VALUE;
        for (float value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return most - least;
    }

    private static Map<String, float[]> run(
            NetworkGraph graph,
            Map<String, Tensor> weights,
            Map<String, long[]> inputs,
            Map<String, long[]> outputs,
            Set<Rewriting> chosen) {
        Random random = new Random(3);
        NetworkShapes shapes = new NetworkShapes(ImmutableMap.copyOf(inputs), ImmutableMap.copyOf(outputs));
        Map<String, float[]> given = new HashMap<>();
        for (String input : inputs.keySet().stream().sorted().toList()) {
            long count = LongStream.of(requireNonNull(inputs.get(input))).reduce(1, Math::multiplyExact);
            float[] values = new float[Math.toIntExact(count)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            given.put(input, values);
        }
        return NetworkRun.of(new Network("test", graph.model(), weights, shapes), given, chosen);
    }

    /** Weights that keep values near one, with biases and attention that count. */
    private static Map<String, Tensor> weights(NetworkGraph graph, Map<String, List<Integer>> layout, Random random) {
        Map<String, Tensor> weights = new HashMap<>();
        layout.forEach((name, shape) -> {
            float[] values = new float[shape.stream().reduce(1, Math::multiplyExact)];
            int fan = values.length / shape.get(0);
            double scale = shape.size() > 1 ? 1 / Math.sqrt(fan) : 0.5;
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (scale * random.nextGaussian());
            }
            if (graph.parameters().contains(name)) {
                weights.put(name, Tensor.of(shape, values));
            }
        });
        return weights;
    }
}
