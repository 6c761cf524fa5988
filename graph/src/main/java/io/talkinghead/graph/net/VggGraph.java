package io.talkinghead.graph.net;

import io.talkinghead.graph.network.NetworkGraph;
import io.talkinghead.graph.onnx.GraphBuilder;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * The convolutions of a VGG network (Simonyan and Zisserman, "Very Deep Convolutional Networks", ICLR 2015) as far as the content
 * loss looks: {@code input} [N, 3, H, W] to {@code relu1_1}, {@code relu2_1}, {@code relu3_1}, {@code relu4_1} and
 * {@code relu5_1}, which has a 16th of the sides. Any sides from 16 pixels on.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class VggGraph {
    /** The input's name. */
    public static final String INPUT = "input";
    /** The outputs, which are the layers that the paper compares (section 3.3). */
    public static final List<String> TAPS = List.of("relu1_1", "relu2_1", "relu3_1", "relu4_1", "relu5_1");

    private VggGraph() {}

    /**
     * Builds a network.
     *
     * @param layout the shapes of {@code convS_K.weight} and {@code convS_K.bias}, S and K from 1, K in order
     */
    public static NetworkGraph of(Map<String, List<Integer>> layout) {
        GraphBuilder graph = new GraphBuilder("vgg", layout);
        String x = graph.input(INPUT, -1, 3, -1, -1);
        for (int stage = 1; stage <= TAPS.size(); stage++) {
            if (stage > 1) {
                x = graph.maxPool(x);
            }
            String tap = "";
            for (int k = 1; layout.containsKey("conv" + stage + "_" + k + ".weight"); k++) {
                x = graph.apply("Relu", graph.conv(x, "conv" + stage + "_" + k));
                tap = k == 1 ? x : tap;
            }
            graph.output(tap, TAPS.get(stage - 1), -1, graph.outputChannels("conv" + stage + "_1"), -1, -1);
        }
        return graph.build();
    }
}
