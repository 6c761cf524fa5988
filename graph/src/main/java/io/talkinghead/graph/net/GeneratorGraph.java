package io.talkinghead.graph.net;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import io.talkinghead.graph.network.NetworkGraph;
import io.talkinghead.graph.onnx.GraphBuilder;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.ParameterLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * G(y, e) with its adaptive parameters given: {@code input} [N, c, R, R] - the landmark picture, for a guided model with the
 * warped photo behind it - and {@code psi} [N, P], to {@code image} [N, 3, R, R] and, of a guided model, {@code mask}
 * [N, 1, R, R]. The image of a guided model is the composite. Source: paper, section A.4.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class GeneratorGraph {
    /** The input's name. */
    public static final String INPUT = "input";
    /** The adaptive parameters' name. */
    public static final String PSI = "psi";
    /** The picture's name. */
    public static final String IMAGE = "image";
    /** The name of a guided model's own picture before it is blended: no output, but a value on the way. */
    public static final String PICTURE = "picture";
    /** The mask's name. */
    public static final String MASK = "mask";

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
            case LANDMARKS, GUIDED, REFINED -> new GeneratorGraph(spec).build();
            case TURNED -> TurnedGraph.of(spec);
        };
    }

    /** Tells whether a network blends its picture with a photo, and so has the output {@link #MASK}. */
    public static boolean hasMask(ModelSpec spec) {
        return switch (spec.conditioning().kind()) {
            case LANDMARKS, TURNED -> false;
            case GUIDED, REFINED -> true;
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
        String input = graph.input(INPUT, -1, inputChannels(), resolution, resolution);
        AdaptiveParameters psi =
                new AdaptiveParameters(graph, graph.input(PSI, -1, spec.adaptiveParameters()), spec.epsilon());
        List<String> downs = down(input);
        String bottleneck = blocks.bottleneck(Iterables.getLast(downs), spec.bottleneckBlocks(), psi);
        String x = up(bottleneck, downs, psi);
        String features = graph.apply("Relu", psi.adaIn(x, spec.upChannels(ModelSpec.GENERATOR_BLOCKS - 1)));
        x = graph.conv(features, "generator.out");
        checkState(psi.taken() == spec.adaptiveParameters(), "psi is used up to %s", psi.taken());
        Outputs outputs = switch (spec.conditioning().kind()) {
            case LANDMARKS -> new Outputs(graph.apply("Tanh", x), Optional.empty());
            case GUIDED -> blended(input, x);
            case REFINED -> refined(input, features, blended(input, x));
            case TURNED -> throw new IllegalStateException("heads that turn have a graph of their own");
        };
        graph.output(outputs.image(), IMAGE, -1, 3, resolution, resolution);
        outputs.mask().ifPresent(mask -> graph.output(mask, MASK, -1, 1, resolution, resolution));
        return graph.build();
    }

    /** The features of every size, the largest first. */
    private List<String> down(String x) {
        List<String> features = new ArrayList<>();
        int size = spec.resolution();
        for (int k = 0; k < ModelSpec.GENERATOR_BLOCKS; k++) {
            String name = "generator.down." + k;
            x = k == 0 ? blocks.down(x, name, true) : blocks.normalisedDown(x, name);
            size /= 2;
            if (k + 1 == DOWN_ATTENTION_AFTER) {
                x = blocks.attention(x, "generator.down_attention", size);
            }
            features.add(x);
        }
        return features;
    }

    private int inputChannels() {
        return spec.conditioning().inputShape(spec.resolution()).get(0);
    }

    private String up(String x, List<String> downs, AdaptiveParameters psi) {
        boolean skips = switch (spec.conditioning().kind()) {
            case LANDMARKS, GUIDED, TURNED -> false;
            case REFINED -> true;
        };
        int size = spec.resolution() >> ModelSpec.GENERATOR_BLOCKS;
        for (int k = 0; k < ModelSpec.GENERATOR_BLOCKS; k++) {
            x = blocks.up(x, "generator.up." + k, psi);
            size *= 2;
            if (skips && k + 1 < ModelSpec.GENERATOR_BLOCKS) {
                x = skip(x, downs.get(ModelSpec.GENERATOR_BLOCKS - 2 - k), "generator.skip." + k);
            }
            if (k + 1 == UP_ATTENTION_AFTER) {
                x = blocks.attention(x, "generator.up_attention", size);
            }
        }
        return x;
    }

    /** Brings what the bottleneck cannot hold past it: x + gamma * conv(down), as in a U-Net (Ronneberger et al. 2015). */
    private String skip(String x, String down, String name) {
        return graph.apply("Add", x, graph.apply("Mul", graph.conv(down, name), graph.parameter(name + ".gamma")));
    }

    /** out = mask * warped + (1 - mask) * picture, written as picture + mask * (warped - picture). */
    private Outputs blended(String input, String x) {
        String picture = graph.named(PICTURE, "Tanh", graph.channels(x, 0, 3));
        String mask = graph.apply("Sigmoid", graph.channels(x, 3, 4));
        String warped = graph.channels(input, 3, 6);
        String change = graph.apply("Mul", mask, graph.apply("Sub", warped, picture));
        return new Outputs(graph.apply("Add", picture, change), Optional.of(mask));
    }

    /**
     * out = blend + gamma * r, with r of three convolutions that see the last features, the input and the blend at full
     * resolution. Where much is changed the mask is lowered, since the photo's detail no longer belongs there: to nothing where
     * the channels' changes sum up to 1.
     */
    private Outputs refined(String input, String features, Outputs blend) {
        String x = graph.concatChannels(graph.concatChannels(features, input), blend.image());
        x = graph.apply("Relu", graph.conv(x, "generator.refine.0"));
        x = graph.apply("Relu", graph.conv(x, "generator.refine.1"));
        String change =
                graph.apply("Mul", graph.conv(x, "generator.refine.2"), graph.parameter("generator.refine.gamma"));
        String zero = graph.floats(1, 0);
        String size =
                graph.apply("Add", graph.apply("Relu", change), graph.apply("Relu", graph.apply("Sub", zero, change)));
        String kept = graph.apply("Relu", graph.apply("Sub", graph.floats(1, 1), graph.sumOverChannels(size)));
        String image = graph.apply("Add", blend.image(), change);
        return new Outputs(image, blend.mask().map(mask -> graph.apply("Mul", mask, kept)));
    }

    /** The names of the picture and, where it is blended with a photo, of the photo's weight in it. */
    private record Outputs(String image, Optional<String> mask) {}
}
