package io.talkinghead.onnx;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.talkinghead.graph.network.Network;
import io.talkinghead.graph.network.NetworkGraph;
import io.talkinghead.graph.network.NetworkShapes;
import io.talkinghead.graph.onnx.GraphBuilder;
import io.talkinghead.graph.rewrite.Rewriting;
import io.talkinghead.testkit.Golden;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Single operators, rewritten, give what the engine's own give. */
class ExactRewritingTest {
    private static final double TOLERANCE = 1e-5;
    private static final String IN = "in";
    private static final String OUT = "out";

    @ParameterizedTest
    @CsvSource({"4, 32, 8", "2, 64, 4", "1, 2, 64", "3, 43, 3"})
    void resize_multiplied_isThatOfTheEngine(int channels, int side, int scale) {
        int to = side * scale;
        GraphBuilder graph = new GraphBuilder("resize", Map.of());
        String map = graph.input(IN, -1, channels, side, side);
        graph.output(graph.resizeLinear(map, scale), OUT, -1, channels, to, to);
        float[] picture = gaussians(channels * side * side, 1);
        long[] large = {1, channels, to, to};

        NetworkGraph plain = graph.build();
        assertThat(operators(plain, Rewriting.MULTIPLIED_RESIZE)).doesNotContain("Resize");
        long[] small = {1, channels, side, side};
        assertThat(run(plain, picture, small, large, Set.of())).satisfies(expected -> {
            assertThat(Golden.range(expected)).isGreaterThan(0.1f);
            Golden.assertClose(
                    run(plain, picture, small, large, Set.of(Rewriting.MULTIPLIED_RESIZE)), expected, TOLERANCE);
        });
    }

    @ParameterizedTest
    @CsvSource({"4, 128, 2", "4, 8, 2"})
    void resize_largeOrOfFewPlaces_isLeftToTheEngine(int channels, int side, int scale) {
        GraphBuilder graph = new GraphBuilder("resize", Map.of());
        String map = graph.input(IN, -1, channels, side, side);
        graph.output(graph.resizeLinear(map, scale), OUT, -1, channels, side * scale, side * scale);
        assertThat(operators(graph.build(), Rewriting.MULTIPLIED_RESIZE)).contains("Resize");
    }

    /** Scores so far apart that most weights are too small for a float with a leading one, and some are 0. */
    @Test
    void attention_floored_isTheSameForWeightsNextToNothing() {
        int places = 40;
        GraphBuilder graph = new GraphBuilder("attention", Map.of());
        String scores = graph.input(IN, -1, places, places);
        String weights = graph.softmaxOverLast(scores);
        graph.output(graph.apply("MatMul", weights, scores), OUT, -1, places, places);
        NetworkGraph plain = graph.build();
        assertThat(operators(plain, Rewriting.FLOORED_ATTENTION)).contains("Max");
        long[] shape = {1, places, places};
        float[] far = gaussians(places * places, 60);
        assertThat(run(plain, far, shape, shape, Set.of())).satisfies(expected -> {
            assertThat(Golden.range(expected)).isGreaterThan(1);
            Golden.assertClose(run(plain, far, shape, shape, Set.of(Rewriting.FLOORED_ATTENTION)), expected, TOLERANCE);
        });
    }

    private static float[] gaussians(int count, float deviation) {
        Random random = new Random(count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = deviation * (float) random.nextGaussian();
        }
        return values;
    }

    private static String operators(NetworkGraph graph, Rewriting rewriting) {
        return new String(
                Rewriting.apply(graph.model(), Map.of(), Set.of(rewriting)).model(), StandardCharsets.ISO_8859_1);
    }

    private static float[] run(NetworkGraph graph, float[] in, long[] from, long[] to, Set<Rewriting> chosen) {
        NetworkShapes shapes = new NetworkShapes(ImmutableMap.of(IN, from), ImmutableMap.of(OUT, to));
        Network network = new Network("test", graph.model(), Map.of(), shapes);
        return requireNonNull(NetworkRun.of(network, Map.of(IN, in), chosen).get(OUT));
    }
}
