package io.talkinghead.graph.net;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableMap;
import io.talkinghead.graph.network.NetworkGraph;
import io.talkinghead.graph.onnx.GraphBuilder;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.ParameterLayout;
import java.util.List;
import org.apiguardian.api.API;

/**
 * G(y, e) with its adaptive parameters given: {@code input} [N, 3, R, R], the landmark picture, and {@code psi} [N, P], to {@code
 * image} [N, 3, R, R]. Source: paper, section A.4.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class GeneratorGraph {
    /** The input's name. */
    public static final String INPUT = "input";
    /** The adaptive parameters' name. */
    public static final String PSI = "psi";
    /** The picture's name. */
    public static final String IMAGE = "image";

    /** The attention on the way down stands after this many down blocks. */
    private static final int DOWN_ATTENTION_AFTER = 3;
    /** The attention on the way up stands after this many up blocks. */
    private static final int UP_ATTENTION_AFTER = 2;

    private final ModelSpec spec;
    private final GraphBuilder graph;
    private final Blocks blocks;

    private GeneratorGraph(ModelSpec spec) {
        this.spec = spec;
        graph = new GraphBuilder("generator", parameters(spec));
        blocks = new Blocks(graph, spec);
    }

    /** Builds the network; of heads that turn it is {@link TurnedGraph}'s. */
    public static NetworkGraph of(ModelSpec spec) {
        return switch (spec.conditioning().kind()) {
            case LANDMARKS -> new GeneratorGraph(spec).build();
            case TURNED -> TurnedGraph.of(spec);
        };
    }

    /** The weights of the graph: the projection is computed outside of it. */
    static ImmutableMap<String, List<Integer>> parameters(ModelSpec spec) {
        ImmutableMap.Builder<String, List<Integer>> own = ImmutableMap.builder();
        ParameterLayout.generator(spec).forEach((name, shape) -> {
            if (!name.startsWith(Projection.PREFIX)) {
                own.put(name, shape);
            }
        });
        return own.buildOrThrow();
    }

    private NetworkGraph build() {
        int resolution = spec.resolution();
        String input = graph.input(INPUT, -1, 3, resolution, resolution);
        AdaptiveParameters psi =
                new AdaptiveParameters(graph, graph.input(PSI, -1, spec.adaptiveParameters()), spec.epsilon());
        String x = up(blocks.bottleneck(down(input), spec.bottleneckBlocks(), psi), psi);
        x = graph.apply("Relu", psi.adaIn(x, spec.upChannels(ModelSpec.GENERATOR_BLOCKS - 1)));
        checkState(psi.taken() == spec.adaptiveParameters(), "psi is used up to %s", psi.taken());
        graph.output(graph.apply("Tanh", graph.conv(x, "generator.out")), IMAGE, -1, 3, resolution, resolution);
        return graph.build();
    }

    private String down(String x) {
        int size = spec.resolution();
        for (int k = 0; k < ModelSpec.GENERATOR_BLOCKS; k++) {
            String name = "generator.down." + k;
            x = k == 0 ? blocks.down(x, name, true) : blocks.normalisedDown(x, name);
            size /= 2;
            if (k + 1 == DOWN_ATTENTION_AFTER) {
                x = blocks.attention(x, "generator.down_attention", size);
            }
        }
        return x;
    }

    private String up(String x, AdaptiveParameters psi) {
        int size = spec.resolution() >> ModelSpec.GENERATOR_BLOCKS;
        for (int k = 0; k < ModelSpec.GENERATOR_BLOCKS; k++) {
            x = blocks.up(x, "generator.up." + k, psi);
            size *= 2;
            if (k + 1 == UP_ATTENTION_AFTER) {
                x = blocks.attention(x, "generator.up_attention", size);
            }
        }
        return x;
    }
}
