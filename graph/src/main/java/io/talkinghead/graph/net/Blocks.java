package io.talkinghead.graph.net;

import io.talkinghead.graph.onnx.GraphBuilder;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.Upsampling;

/** The blocks the networks are made of (paper, section A.4), each adding its nodes to a graph. */
final class Blocks {
    private final GraphBuilder graph;
    private final ModelSpec spec;

    Blocks(GraphBuilder graph, ModelSpec spec) {
        this.graph = graph;
        this.spec = spec;
    }

    /** A residual down block without normalisation; the first of a network has no activation before its first convolution. */
    String down(String x, String name, boolean first) {
        String main = first ? x : graph.apply("Relu", x);
        main = graph.apply("Relu", graph.conv(main, name + ".conv1"));
        return pooledSum(graph.conv(main, name + ".conv2"), x, name);
    }

    /** A residual down block with instance normalisation before each activation. */
    String normalisedDown(String x, String name) {
        String main = graph.conv(graph.apply("Relu", norm(x, name + ".norm1")), name + ".conv1");
        main = graph.conv(graph.apply("Relu", norm(main, name + ".norm2")), name + ".conv2");
        return pooledSum(main, x, name);
    }

    // Both paths are pooled alike, so one pooling of their sum is the same.
    private String pooledSum(String main, String x, String name) {
        return graph.averagePool(graph.apply("Add", main, graph.conv(x, name + ".skip")));
    }

    /** A residual block that keeps its size, at the end of the discriminator. */
    String last(String x, String name) {
        String main = graph.conv(graph.apply("Relu", x), name + ".conv1");
        main = graph.conv(graph.apply("Relu", main), name + ".conv2");
        return graph.apply("Add", main, x);
    }

    private String norm(String x, String name) {
        return graph.instanceNorm(
                x, graph.parameter(name + ".weight"), graph.parameter(name + ".bias"), spec.epsilon());
    }

    /** SAGAN self-attention over the places of a {@code size x size} map. */
    String attention(String x, String name, int size) {
        int channels = graph.outputChannels(name + ".value");
        long positions = (long) size * size;
        long narrow = graph.outputChannels(name + ".query");
        String query = graph.reshape(graph.conv(x, name + ".query"), 0, narrow, positions);
        String key = graph.reshape(graph.conv(x, name + ".key"), 0, narrow, positions);
        String value = graph.reshape(graph.conv(x, name + ".value"), 0, channels, positions);
        String weights = graph.softmaxOverLast(graph.apply("MatMul", graph.transpose(query, 0, 2, 1), key));
        // Transposing the values twice moves less memory than transposing the positions x positions weights.
        String mixed = graph.apply("MatMul", weights, graph.transpose(value, 0, 2, 1));
        String picture = graph.reshape(graph.transpose(mixed, 0, 2, 1), 0, channels, size, size);
        return graph.apply("Add", x, graph.apply("Mul", picture, graph.parameter(name + ".gamma")));
    }

    /** Residual AdaIN blocks at the lowest resolution. */
    String bottleneck(String x, int count, AdaptiveParameters psi) {
        for (int k = 0; k < count; k++) {
            x = bottleneck(x, "generator.bottleneck." + k, psi);
        }
        return x;
    }

    private String bottleneck(String x, String name, AdaptiveParameters psi) {
        int channels = graph.outputChannels(name + ".conv1");
        String main = graph.conv(graph.apply("Relu", psi.adaIn(x, channels)), name + ".conv1");
        main = graph.conv(graph.apply("Relu", psi.adaIn(main, channels)), name + ".conv2");
        return graph.apply("Add", main, x);
    }

    /** A residual AdaIN block that doubles its size; one that keeps its channels may have no convolution in its skip. */
    String up(String x, String name, AdaptiveParameters psi) {
        boolean atStart = spec.upsampling() == Upsampling.BLOCK_START;
        int in = graph.inputChannels(name + ".conv1");
        int out = graph.outputChannels(name + ".conv1");
        String main = graph.apply("Relu", psi.adaIn(x, in));
        main = graph.conv(atStart ? graph.upsample(main) : main, name + ".conv1");
        main = graph.conv(graph.apply("Relu", psi.adaIn(main, out)), name + ".conv2");
        // A 1x1 convolution and a nearest upsampling commute; at the lower size it costs a quarter.
        String skip = graph.has(name + ".skip.weight") ? graph.conv(x, name + ".skip") : x;
        return atStart
                ? graph.apply("Add", main, graph.upsample(skip))
                : graph.upsample(graph.apply("Add", main, skip));
    }
}
