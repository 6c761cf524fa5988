package io.talkinghead.graph.net;

import io.talkinghead.graph.onnx.GraphBuilder;

/** Hands out psi in execution order: scale, then bias, of one AdaIN layer after the other. */
final class AdaptiveParameters {
    private final GraphBuilder graph;
    private final String psi;
    private final double epsilon;
    private int next;

    AdaptiveParameters(GraphBuilder graph, String psi, double epsilon) {
        this.graph = graph;
        this.psi = psi;
        this.epsilon = epsilon;
    }

    /** AdaIN(x) = instance_norm(x) * scale + bias. */
    String adaIn(String x, int channels) {
        String normal = graph.instanceNorm(x, graph.floats(channels, 1), graph.floats(channels, 0), epsilon);
        String scaled = graph.apply("Mul", normal, take(channels));
        return graph.apply("Add", scaled, take(channels));
    }

    private String take(int channels) {
        String part = graph.channels(psi, next, next + channels);
        next += channels;
        return graph.reshape(part, 0, channels, 1, 1);
    }

    /** Returns how many values were handed out so far. */
    int taken() {
        return next;
    }
}
