package io.talkinghead.graph.net;

import io.talkinghead.graph.onnx.GraphBuilder;
import io.talkinghead.model.Conditioning;
import java.util.ArrayList;
import java.util.List;

/**
 * The network that chooses among {@link Motions} for each cell, adds a small flow of its own, and says what the photo does not show.
 * It begins with a choice that is right without any training: the mesh where there is one, the head inside its silhouette, else what
 * surrounds the face.
 */
final class MotionNetwork {
    private static final double LEAK = 0.1;
    /** The largest flow of its own, in R. */
    private static final float FARTHEST = 0.12f;
    /** Logits before learning; of the head outside of its silhouette, and what being inside adds. */
    private static final float REST = -2;

    private static final float SURROUND = 1;
    private static final float OUTSIDE_HEAD = -2;
    private static final float INSIDE_HEAD = 3;
    /** Of the mesh: times how much of the cell it covers, minus a half. */
    private static final float MESH = 6;

    private final GraphBuilder graph;

    MotionNetwork(GraphBuilder graph) {
        this.graph = graph;
    }

    /**
     * Adds the network.
     *
     * @param photo [N, 3, R, R]
     * @param picture the landmark picture, the same
     */
    Choice choose(Motions motions, String photo, String picture, int resolution) {
        String covered = graph.averagePool(motions.valid(), Conditioning.Turned.CELL_PX);
        String seen = hourglass(seen(motions, photo, picture, covered, resolution));
        String logits = graph.apply("Add", graph.channels(seen, 0, Motions.COUNT), prior(motions, covered));
        String flow = graph.apply("Tanh", graph.channels(seen, Motions.COUNT, Motions.COUNT + 2));
        return new Choice(
                graph.softmaxOver(logits, 1),
                graph.apply("Mul", flow, graph.floats(1, FARTHEST)),
                graph.apply("Sigmoid", graph.channels(seen, Motions.COUNT + 2, Motions.COUNT + 3)));
    }

    private String seen(Motions motions, String photo, String picture, String covered, int resolution) {
        int cell = Conditioning.Turned.CELL_PX;
        String small = graph.averagePool(photo, cell);
        List<String> parts = new ArrayList<>(List.of(small));
        for (int k = 1; k < Motions.COUNT; k++) {
            parts.add(motions.sample(small, motions.small(k)));
        }
        String perCell = graph.floats(1, (float) cell / resolution);
        for (int k = 1; k < Motions.COUNT; k++) {
            parts.add(graph.apply("Mul", graph.apply("Sub", motions.small(k), motions.small(0)), perCell));
        }
        parts.add(graph.averagePool(picture, cell));
        parts.add(covered);
        parts.add(motions.inside());
        parts.add(graph.averagePool(motions.stretch(), cell));
        return graph.concatChannels(parts);
    }

    private String hourglass(String x) {
        String a = residual(layer(x, "a1", 1), "a2");
        String b = residual(layer(a, "b1", 2), "b2");
        String c = residual(residual(layer(b, "c1", 2), "c2"), "c3");
        String d = layer(graph.concatChannels(List.of(graph.upsample(c), b)), "d1", 1);
        d = layer(graph.concatChannels(List.of(graph.upsample(d), a)), "d2", 1);
        return graph.conv(d, "motion.head");
    }

    private String layer(String x, String name, int stride) {
        return graph.leakyRelu(graph.conv(x, "motion." + name, stride), LEAK);
    }

    private String residual(String x, String name) {
        return graph.apply("Add", x, layer(x, name, 1));
    }

    private String prior(Motions motions, String covered) {
        String nothing = graph.apply("Mul", covered, graph.floats(1, 0));
        String head = graph.apply("Mul", graph.isPositive(motions.inside()), graph.floats(1, INSIDE_HEAD));
        String mesh = graph.apply("Mul", covered, graph.floats(1, MESH));
        String changing = graph.concatChannels(List.of(nothing, nothing, head, mesh));
        float[] fixed = {REST, SURROUND, OUTSIDE_HEAD, -MESH / 2};
        return graph.apply("Add", changing, graph.constant(fixed, 1, Motions.COUNT, 1, 1));
    }

    /**
     * What it says of R/4 x R/4 cells.
     *
     * @param weights of the motions, summing up to 1
     * @param flow of its own, in R
     * @param occlusion 1 where the photo shows what is seen, 0 where it does not
     */
    record Choice(String weights, String flow, String occlusion) {}
}
