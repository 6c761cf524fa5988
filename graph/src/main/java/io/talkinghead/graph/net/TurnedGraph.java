package io.talkinghead.graph.net;

import static com.google.common.base.Preconditions.checkState;

import io.talkinghead.graph.network.NetworkGraph;
import io.talkinghead.graph.onnx.GraphBuilder;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * G of heads that turn, with the network that moves the photo: {@code input} [N, L], {@code guide} [N, M] - a photo and what it lends,
 * both as {@link Conditioning.Turned} says - and {@code psi} [N, P], to {@code flow} [N, 2, F, F] - where in the photo each pixel comes
 * from, in continuous pixels of R x R - and {@code change} [N, 3, R, R], which is added to the photo moved so. Source: this project's own design
 * around the blocks of the paper, section A.4.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TurnedGraph {
    /** The photo's name, with what it lends. */
    public static final String GUIDE = "guide";
    /** The flow's name. */
    public static final String FLOW = "flow";
    /** The name of what is added. */
    public static final String CHANGE = "change";
    /** The name of the moved photo: no output, but a value on the way. */
    public static final String WARPED = "warped";
    /** The name of the sum of moved photo and change: no output, but a value that training takes. */
    public static final String IMAGE = "moved_and_changed";
    /** The name of the network's own flow, in R, for R/4 x R/4 cells: a value on the way. */
    public static final String OWN_FLOW = "own_flow";
    /** The name of the occlusion of R/4 x R/4 cells: a value on the way. */
    public static final String OCCLUSION = "occlusion";
    /** The name of the motions' weights in R/4 x R/4 cells: a value on the way. */
    public static final String CHOICE = "choice";

    /** The largest change: from black to white. */
    private static final float LARGEST_CHANGE = 2;

    private static final int BLOCKS = ModelSpec.GENERATOR_BLOCKS;

    private final ModelSpec spec;
    private final Conditioning.Turned conditioning;
    private final GraphBuilder graph;
    private final Blocks blocks;
    private final int resolution;

    private TurnedGraph(ModelSpec spec) {
        this.spec = spec;
        conditioning = (Conditioning.Turned) spec.conditioning();
        resolution = spec.resolution();
        graph = new GraphBuilder("generator", GeneratorGraph.parameters(spec));
        blocks = new Blocks(graph, spec);
    }

    /** Builds the network of a specification of {@link Conditioning.Kind#TURNED}. */
    static NetworkGraph of(ModelSpec spec) {
        return new TurnedGraph(spec).build();
    }

    private NetworkGraph build() {
        FlatParts input =
                new FlatParts(graph, graph.input(GeneratorGraph.INPUT, -1, conditioning.inputValues(resolution)));
        FlatParts guide = new FlatParts(graph, graph.input(GUIDE, -1, conditioning.guideValues(resolution)));
        AdaptiveParameters psi = new AdaptiveParameters(
                graph, graph.input(GeneratorGraph.PSI, -1, spec.adaptiveParameters()), spec.epsilon());
        String picture = input.take(3, resolution);
        Motions motions = new Motions(graph, resolution, conditioning.warp().fineness(), input);
        String photo = guide.take(3, resolution);
        MotionNetwork.Choice choice = named(new MotionNetwork(graph).choose(motions, photo, picture, resolution));
        String fine = flow(motions, choice);
        String flow = motions.perPixel(fine);
        String warped = graph.named(WARPED, "Identity", motions.sample(photo, flow));
        String occlusion = graph.resizeLinear(choice.occlusion(), Conditioning.Turned.CELL_PX);
        String seen = graph.concatChannels(List.of(picture, warped, occlusion));
        String half = graph.averagePool(graph.concatChannels(List.of(seen, motions.valid(), motions.stretch())));
        String x = blocks.bottleneck(down(half), spec.bottleneckBlocks(), psi);
        x = up(x, psi, new Lent(motions, guide, flow, choice.occlusion()));
        x = graph.concatChannels(List.of(graph.apply("Relu", psi.adaIn(x, spec.upChannels(BLOCKS - 1))), seen));
        x = graph.conv(graph.apply("Relu", graph.conv(x, "generator.out1")), "generator.out2");
        String change = graph.apply("Mul", graph.apply("Tanh", x), graph.floats(1, LARGEST_CHANGE));
        checkState(psi.taken() == spec.adaptiveParameters(), "psi is used up to %s", psi.taken());
        checkState(input.taken() == conditioning.inputValues(resolution), "input is used up to %s", input.taken());
        checkState(guide.taken() == conditioning.guideValues(resolution), "guide is used up to %s", guide.taken());
        graph.named(IMAGE, "Add", warped, change);
        int flowSide = conditioning.flowSide(resolution);
        graph.output(fine, FLOW, -1, 2, flowSide, flowSide);
        graph.output(change, CHANGE, -1, 3, resolution, resolution);
        return graph.build();
    }

    private MotionNetwork.Choice named(MotionNetwork.Choice choice) {
        return new MotionNetwork.Choice(
                graph.named(CHOICE, "Identity", choice.weights()),
                graph.named(OWN_FLOW, "Identity", choice.flow()),
                graph.named(OCCLUSION, "Identity", choice.occlusion()));
    }

    /** The motions, each as much as it was chosen, and the network's own flow. */
    private String flow(Motions motions, MotionNetwork.Choice choice) {
        int enlarged = Conditioning.Turned.CELL_PX * conditioning.warp().fineness();
        String weights = graph.resizeLinear(choice.weights(), enlarged);
        String own = graph.resizeLinear(choice.flow(), enlarged);
        String flow = graph.apply("Mul", own, graph.floats(1, resolution));
        for (int k = 0; k < Motions.COUNT; k++) {
            String part = graph.apply("Mul", graph.channels(weights, k, k + 1), motions.full(k));
            flow = graph.apply("Add", flow, part);
        }
        return flow;
    }

    private String down(String x) {
        x = blocks.down(x, "generator.down.0", true);
        x = blocks.normalisedDown(x, "generator.down.1");
        x = blocks.attention(x, "generator.down_attention", resolution / 8);
        return blocks.normalisedDown(x, "generator.down.2");
    }

    private String up(String x, AdaptiveParameters psi, Lent lent) {
        for (int k = 0; k < BLOCKS; k++) {
            x = blocks.up(x, "generator.up." + k, psi);
            int side = resolution >> (BLOCKS - 1 - k);
            if (k < conditioning.lent().size()) {
                x = graph.apply("Add", x, graph.conv(lent.at(side), "generator.merge." + k));
            }
            if (k == 0) {
                x = blocks.attention(x, "generator.up_attention", side);
            }
        }
        return x;
    }

    /** What the photo lends, moved along with it, as far as it is not occluded. */
    private final class Lent {
        private final Motions motions;
        private final List<String> maps;
        /** The flow at half the size, a quarter and an eighth: each pooled from the one before. */
        private final List<String> flows;

        private final String occlusion;

        Lent(Motions motions, FlatParts guide, String flow, String occlusion) {
            this.motions = motions;
            maps = new ArrayList<>();
            flows = new ArrayList<>();
            String pooled = flow;
            for (int k = 0; k < conditioning.lent().size(); k++) {
                maps.add(guide.take(conditioning.lent().get(k), resolution >> (k + 1)));
                pooled = graph.averagePool(pooled);
                flows.add(pooled);
            }
            this.occlusion = occlusion;
        }

        /** Returns the map of a size, with the occlusion behind it. */
        String at(int side) {
            int smaller = resolution / side;
            int halvings = Integer.numberOfTrailingZeros(smaller);
            String moved = motions.sample(maps.get(halvings - 1), flows.get(halvings - 1));
            String kept = graph.resizeLinear(occlusion, (float) Conditioning.Turned.CELL_PX / smaller);
            return graph.concatChannels(List.of(graph.apply("Mul", moved, kept), kept));
        }
    }
}
