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

/** Samples that are gathered are those of the engine's own operator, within the picture, at its borders and beyond them. */
class GatheredSampleTest {
    private static final double TOLERANCE = 1e-4;

    @ParameterizedTest
    @CsvSource({"1, 40, 200", "3, 128, 120", "4, 2, 100", "5, 33, 96", "16, 64, 64", "96, 32, 24"})
    void sample_rewritten_isThatOfTheEngine(int channels, int side, int to) {
        Random random = new Random(channels);
        float[] map = new float[2 * to * to];
        for (int i = 0; i < map.length; i++) {
            map[i] = 3 * random.nextFloat() - 1.5f;
        }
        // Edges, centres of first and last pixels, and far away; still further, the engine itself is wrong.
        float[] special = {-1, 1, 1f / side - 1, 1 - 1f / side, 0, -100, 100};
        for (int i = 0; i < special.length * special.length; i++) {
            map[i] = special[i / special.length];
            map[to * to + i] = special[i % special.length];
        }
        float[] picture = new float[channels * side * side];
        for (int i = 0; i < picture.length; i++) {
            picture[i] = (float) random.nextGaussian();
        }
        float[] expected = sampled(channels, side, to, picture, map, Set.of());
        assertThat(Golden.range(expected)).isGreaterThan(1);
        Golden.assertClose(
                sampled(channels, side, to, picture, map, Set.of(Rewriting.GATHERED_SAMPLE)), expected, TOLERANCE);
    }

    @Test
    void graph_rewritten_hasNoSampleLeft() {
        NetworkGraph graph = graph(3, 128, 120);
        byte[] rewritten = Rewriting.apply(graph.model(), Map.of(), Set.of(Rewriting.GATHERED_SAMPLE))
                .model();
        assertThat(new String(graph.model(), StandardCharsets.ISO_8859_1)).contains("GridSample");
        assertThat(new String(rewritten, StandardCharsets.ISO_8859_1)).doesNotContain("GridSample");
    }

    private static NetworkGraph graph(int channels, int side, int to) {
        GraphBuilder graph = new GraphBuilder("sample", Map.of());
        String picture = graph.input("picture", -1, channels, side, side);
        String map = graph.input("map", -1, 2, to, to);
        graph.output(graph.gridSample(picture, graph.transpose(map, 0, 2, 3, 1)), "sampled", -1, channels, to, to);
        return graph.build();
    }

    private static float[] sampled(
            int channels, int side, int to, float[] picture, float[] map, Set<Rewriting> chosen) {
        NetworkShapes shapes = new NetworkShapes(
                ImmutableMap.of("picture", new long[] {1, channels, side, side}, "map", new long[] {1, 2, to, to}),
                ImmutableMap.of("sampled", new long[] {1, channels, to, to}));
        Network network = new Network("test", graph(channels, side, to).model(), Map.of(), shapes);
        return requireNonNull(NetworkRun.of(network, Map.of("picture", picture, "map", map), chosen)
                .get("sampled"));
    }
}
