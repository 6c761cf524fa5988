package io.talkinghead.graph.net;

import io.talkinghead.graph.onnx.GraphBuilder;

/** Takes maps out of an input in which they lie one behind the other, in their order. */
final class FlatParts {
    private final GraphBuilder graph;
    private final String flat;
    private int next;

    FlatParts(GraphBuilder graph, String flat) {
        this.graph = graph;
        this.flat = flat;
    }

    /** Returns the next map, of {@code side x side} places. */
    String take(int channels, int side) {
        int length = channels * side * side;
        String part = graph.channels(flat, next, next + length);
        next += length;
        return graph.reshape(part, 0, channels, side, side);
    }

    /** Returns how many values were taken so far. */
    int taken() {
        return next;
    }
}
