package io.talkinghead.graph.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.graph.onnx.GraphBuilder;
import io.talkinghead.model.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class SidesTest {
    private static final Map<String, List<Integer>> LAYOUT =
            Map.of("c.weight", List.of(2, 2, 3, 3), "c.bias", List.of(2));

    @Test
    void of_poolsAndSizes_followsTheirScales() {
        assertThat(side((graph, x) -> graph.averagePool(x))).isEqualTo(16);
        assertThat(side((graph, x) -> graph.averagePool(x, 8))).isEqualTo(4);
        assertThat(side((graph, x) -> graph.upsample(x))).isEqualTo(64);
        assertThat(side((graph, x) -> graph.resizeLinear(x, 4))).isEqualTo(128);
        assertThat(side((graph, x) -> graph.resizeLinear(x, 0.25f))).isEqualTo(8);
    }

    @Test
    void of_convolutions_followsTheirStrides() {
        assertThat(side((graph, x) -> graph.conv(x, "c"))).isEqualTo(32);
        assertThat(side((graph, x) -> graph.conv(x, "c", 2))).isEqualTo(16);
    }

    @Test
    void of_samplesAtAGrid_isThatOfTheGrid() {
        assertThat(side((graph, x) -> {
                    String map = graph.input("map", -1, 2, 8, 8);
                    return graph.gridSample(x, graph.transpose(map, 0, 2, 3, 1));
                }))
                .isEqualTo(8);
    }

    @Test
    void of_computedSizes_cannotBeTold() {
        assertThatThrownBy(() -> side((graph, x) -> graph.apply("Resize", x, "", "", "sizes")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not known");
    }

    /** Returns the side of what a graph makes of an input of 32 x 32. */
    private static int side(BiFunction<GraphBuilder, String, String> body) {
        GraphBuilder graph = new GraphBuilder("sides", LAYOUT);
        String value = body.apply(graph, graph.input("x", -1, 2, 32, 32));
        Map<String, Tensor> weights = Map.of(
                "c.weight",
                Tensor.of(List.of(2, 2, 3, 3), new float[36]),
                "c.bias",
                Tensor.of(List.of(2), new float[2]));
        return Sides.of(new Draft(graph.build().model(), weights), value);
    }
}
