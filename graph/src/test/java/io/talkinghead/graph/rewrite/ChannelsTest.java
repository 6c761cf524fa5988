package io.talkinghead.graph.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.graph.onnx.GraphBuilder;
import io.talkinghead.model.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class ChannelsTest {
    private static final Map<String, List<Integer>> LAYOUT =
            Map.of("c.weight", List.of(7, 5, 3, 3), "c.bias", List.of(7));

    @Test
    void of_whatKeepsOrChangesChannels_isTold() {
        assertThat(channels((graph, x) -> x)).isEqualTo(5);
        assertThat(channels((graph, x) -> graph.conv(x, "c"))).isEqualTo(7);
        assertThat(channels((graph, x) -> graph.apply("Relu", graph.resizeLinear(graph.averagePool(x), 4))))
                .isEqualTo(5);
        assertThat(channels((graph, x) -> graph.channels(x, 1, 4))).isEqualTo(3);
        assertThat(channels((graph, x) -> graph.apply("Mul", graph.channels(x, 0, 1), x)))
                .isEqualTo(5);
        assertThat(channels((graph, x) -> graph.reshape(x, 0, 20, 4, 4))).isEqualTo(20);
    }

    @Test
    void of_whatIsNotKnown_isNone() {
        assertThat(channels((graph, x) -> graph.apply("Unknown", x))).isZero();
        assertThat(channels((graph, x) -> graph.channels(x, 1, -1))).isZero();
        assertThat(channels((graph, x) -> graph.reshape(x, 0, -1, 4, 4))).isZero();
    }

    /** Returns the channels of what a graph makes of an input with 5. */
    private static int channels(BiFunction<GraphBuilder, String, String> body) {
        GraphBuilder graph = new GraphBuilder("channels", LAYOUT);
        String value = body.apply(graph, graph.input("x", -1, 5, 8, 8));
        Map<String, Tensor> weights = Map.of(
                "c.weight",
                Tensor.of(List.of(7, 5, 3, 3), new float[315]),
                "c.bias",
                Tensor.of(List.of(7), new float[7]));
        return Channels.of(new Draft(graph.build().model(), weights), value);
    }
}
