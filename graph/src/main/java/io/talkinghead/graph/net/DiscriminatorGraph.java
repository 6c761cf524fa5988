package io.talkinghead.graph.net;

import io.talkinghead.graph.network.NetworkGraph;
import io.talkinghead.graph.onnx.GraphBuilder;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.ParameterLayout;
import org.apiguardian.api.API;

/**
 * D(x, y, i): {@code input} [N, 6, R, R], the landmark picture's channels before the photo's, and {@code identity} [N, e],
 * the row W_i (zeros leave the score without identity), to {@code score} [N] and the block outputs {@code features.0} to
 * {@code features.6}. Source: paper, section A.4.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class DiscriminatorGraph {
    /** The picture input's name. */
    public static final String INPUT = "input";
    /** The identity row's name. */
    public static final String IDENTITY = "identity";
    /** The score's name. */
    public static final String SCORE = "score";
    /** The features' names, followed by the block's number. */
    public static final String FEATURES = "features.";

    private DiscriminatorGraph() {}

    /** Builds the network. */
    public static NetworkGraph of(ModelSpec spec) {
        GraphBuilder graph = new GraphBuilder("discriminator", ParameterLayout.discriminator(spec));
        Blocks blocks = new Blocks(graph, spec);
        String x = graph.input(INPUT, -1, 6, spec.resolution(), spec.resolution());
        String identity = graph.input(IDENTITY, -1, spec.embedding());
        int size = spec.resolution();
        for (int k = 0; k < ModelSpec.EMBEDDER_BLOCKS; k++) {
            x = blocks.down(x, "discriminator.trunk.down." + k, k == 0);
            size /= 2;
            if (k + 1 == ModelSpec.EMBEDDER_ATTENTION_AFTER) {
                x = blocks.attention(x, "discriminator.trunk.attention", size);
            }
            graph.output(x, FEATURES + k, -1, spec.embedder().channels(k), size, size);
        }
        x = blocks.last(x, "discriminator.trunk.last");
        graph.output(x, FEATURES + ModelSpec.EMBEDDER_BLOCKS, -1, spec.embedding(), size, size);
        String features = graph.sumOverSpace(graph.apply("Relu", x));
        String row = graph.apply("Add", identity, graph.parameter("discriminator.w0"));
        String product = graph.sumOver(graph.apply("Mul", features, row), 1);
        graph.output(graph.apply("Add", product, graph.parameter("discriminator.bias")), SCORE, -1);
        return graph.build();
    }
}
