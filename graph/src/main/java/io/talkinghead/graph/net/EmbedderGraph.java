package io.talkinghead.graph.net;

import io.talkinghead.graph.network.NetworkGraph;
import io.talkinghead.graph.onnx.GraphBuilder;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.ParameterLayout;
import org.apiguardian.api.API;

/**
 * E(x, y): {@code input} [N, 6, R, R], the landmark picture's channels before the photo's, to {@code embedding} [N, e].
 * Source: paper, section A.4.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class EmbedderGraph {
    /** The input's name. */
    public static final String INPUT = "input";
    /** The output's name. */
    public static final String EMBEDDING = "embedding";

    private EmbedderGraph() {}

    /** Builds the network. */
    public static NetworkGraph of(ModelSpec spec) {
        GraphBuilder graph = new GraphBuilder("embedder", ParameterLayout.embedder(spec));
        Blocks blocks = new Blocks(graph, spec);
        String x = graph.input(INPUT, -1, 6, spec.resolution(), spec.resolution());
        int size = spec.resolution();
        for (int k = 0; k < ModelSpec.EMBEDDER_BLOCKS; k++) {
            x = blocks.down(x, "embedder.down." + k, k == 0);
            size /= 2;
            if (k + 1 == ModelSpec.EMBEDDER_ATTENTION_AFTER) {
                x = blocks.attention(x, "embedder.attention", size);
            }
        }
        graph.output(graph.sumOverSpace(graph.apply("Relu", x)), EMBEDDING, -1, spec.embedding());
        return graph.build();
    }
}
