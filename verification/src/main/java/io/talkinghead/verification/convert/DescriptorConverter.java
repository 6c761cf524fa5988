package io.talkinghead.verification.convert;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.talkinghead.graph.onnx.Attributes;

/**
 * Turns face-api's face recognition network, dlib's, into ONNX. The source has no graph, only weights, whose names tell the
 * layers; what the layers do is written here after face-api's {@code FaceRecognitionNet}.
 */
final class DescriptorConverter {
    private static final long RESOLUTION = 150;

    private final TfjsWeights weights;
    private final OnnxGraph graph = new OnnxGraph("descriptor");

    private DescriptorConverter(TfjsWeights weights) {
        this.weights = weights;
    }

    /** Converts the network; outputs are {@code f0} to {@code f4}, the ends of its stages, and {@code descriptor}. */
    static byte[] convert(TfjsWeights weights) {
        DescriptorConverter converter = new DescriptorConverter(weights);
        converter.addAll();
        return converter.graph.toBytes();
    }

    private void addAll() {
        String x = graph.input("input", "N", 3, RESOLUTION, RESOLUTION);
        x = relu(convolution("conv32_down", x, 2, 0));
        x = graph.add(FoldedConvolution.windowed(graph.node("MaxPool", x), 3, 3, 2, 0));
        x = residuals("conv32", 3, x);
        graph.output("f0", x);
        x = residuals("conv64", 3, residualDown("conv64_down", x, 32, 0));
        graph.output("f1", x);
        x = residuals("conv128", 2, residualDown("conv128_down", x, 64, 0));
        graph.output("f2", x);
        // Of 8 and of 4 pixels, a convolution without padding leaves one fewer than pooling does.
        x = residuals("conv256", 2, residualDown("conv256_down", x, 128, 1));
        graph.output("f3", x);
        x = residualDown("conv256_down_out", x, 0, 1);
        graph.output("f4", x);
        String mean = graph.add(graph.node("ReduceMean", x)
                .addAttribute(Attributes.integers("axes", 2, 3))
                .addAttribute(Attributes.integer("keepdims", 0)));
        graph.output("descriptor", graph.add(graph.node("MatMul", mean, graph.floats(weights.weight("fc")))));
    }

    private String residuals(String stage, int count, String x) {
        String result = x;
        for (int i = 1; i <= count; i++) {
            String name = stage + "_" + i;
            String inner = relu(convolution(name + "/conv1", result, 1, 1));
            String outer = convolution(name + "/conv2", inner, 1, 1);
            result = relu(graph.add(graph.node("Add", outer, result)));
        }
        return result;
    }

    /**
     * Adds a residual block that halves the sides.
     *
     * @param newChannels how many channels of zeros the short cut gets at its end
     * @param missing how many pixels the main path is shorter than the short cut, filled with zeros at the bottom and right
     */
    private String residualDown(String name, String x, long newChannels, long missing) {
        String outer = convolution(name + "/conv2", relu(convolution(name + "/conv1", x, 2, 0)), 1, 1);
        NodeProto.Builder pooling = graph.node("AveragePool", x);
        String shortCut = graph.add(FoldedConvolution.windowed(pooling, 2, 2, 2, 0));
        return relu(graph.add(graph.node("Add", padded(shortCut, newChannels, 0), padded(outer, 0, missing))));
    }

    private String padded(String x, long channels, long pixels) {
        boolean nothing = channels == 0 && pixels == 0;
        return nothing ? x : graph.add(graph.node("Pad", x, graph.integers(0, 0, 0, 0, 0, channels, pixels, pixels)));
    }

    private String relu(String x) {
        return graph.add(graph.node("Relu", x));
    }

    /** Adds factor * (convolution + bias) + offset. */
    private String convolution(String name, String x, long stride, long padding) {
        float[] bias = weights.weight(name + "/conv/bias").values();
        float[] factor = weights.weight(name + "/scale/weights").values();
        float[] offset = weights.weight(name + "/scale/biases").values();
        double[] factors = new double[bias.length];
        double[] biases = new double[bias.length];
        for (int i = 0; i < bias.length; i++) {
            factors[i] = factor[i];
            biases[i] = (double) bias[i] * factor[i] + offset[i];
        }
        return new FoldedConvolution(weights.weight(name + "/conv/filters"), factors, biases)
                .addTo(graph, x, stride, padding);
    }
}
