package io.talkinghead.graph.net;

import io.talkinghead.graph.network.NetworkGraph;
import io.talkinghead.graph.onnx.GraphBuilder;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.ParameterLayout;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * E(x, y): {@code input} [N, 6, R, R], the landmark picture's channels before the photo's, to {@code embedding} [N, e]; of heads that
 * turn also {@code lent} [N, M]: what the first blocks give to the generator, narrowed, one map behind the other. Source: paper, section
 * A.4; lending is this project's own.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class EmbedderGraph {
    /** The input's name. */
    public static final String INPUT = "input";
    /** The output's name. */
    public static final String EMBEDDING = "embedding";

    /** The name of what the photo lends. */
    public static final String LENT = "lent";

    private EmbedderGraph() {}

    /** Builds the network. */
    public static NetworkGraph of(ModelSpec spec) {
        GraphBuilder graph = new GraphBuilder("embedder", ParameterLayout.embedder(spec));
        Blocks blocks = new Blocks(graph, spec);
        String x = graph.input(INPUT, -1, 6, spec.resolution(), spec.resolution());
        int size = spec.resolution();
        List<String> lent = new ArrayList<>();
        for (int k = 0; k < ModelSpec.EMBEDDER_BLOCKS; k++) {
            x = blocks.down(x, "embedder.down." + k, k == 0);
            size /= 2;
            if (k + 1 == ModelSpec.EMBEDDER_ATTENTION_AFTER) {
                x = blocks.attention(x, "embedder.attention", size);
            }
            if (graph.has("embedder.lend." + k + ".weight")) {
                lent.add(graph.reshape(graph.conv(x, "embedder.lend." + k), 0, -1));
            }
        }
        graph.output(graph.sumOverSpace(graph.apply("Relu", x)), EMBEDDING, -1, spec.embedding());
        if (spec.conditioning() instanceof Conditioning.Turned turned && turned.lends()) {
            graph.output(graph.concatChannels(lent), LENT, -1, turned.lentValues(spec.resolution()));
        }
        return graph.build();
    }
}
