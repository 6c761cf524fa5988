package io.talkinghead.verification.convert;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.talkinghead.graph.onnx.Attributes;
import java.util.List;

/**
 * A convolution followed by a factor and an offset a channel (a batch normalisation, say), as one convolution: out = factor *
 * (kernel * in) + bias. A kernel stored in levels stays so, and the factors go into its widening, a constant expression.
 *
 * @param kernel height, width, in, out
 * @param factors one an output channel
 * @param biases one an output channel
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record FoldedConvolution(Weight kernel, double[] factors, double[] biases) {
    /**
     * Adds it to a graph.
     *
     * @param padding pixels of zeros on every side
     */
    String addTo(OnnxGraph graph, String x, long stride, long padding) {
        float[] bias = new float[biases.length];
        for (int i = 0; i < bias.length; i++) {
            bias[i] = (float) biases[i];
        }
        NodeProto.Builder node = graph.node("Conv", x, weight(graph), graph.floats(List.of((long) bias.length), bias));
        return graph.add(windowed(node, kernel.shape().get(0), kernel.shape().get(1), stride, padding));
    }

    /** Adds kernel, stride and padding to a convolution or pooling. */
    static NodeProto.Builder windowed(NodeProto.Builder node, long height, long width, long stride, long padding) {
        return node.addAttribute(Attributes.integers("kernel_shape", height, width))
                .addAttribute(Attributes.integers("strides", stride, stride))
                .addAttribute(Attributes.integers("pads", padding, padding, padding, padding));
    }

    private String weight(OnnxGraph graph) {
        Weight weight = kernel.permuted(3, 2, 0, 1);
        float[] numbers = weight.numbers().clone();
        if (weight.storage() != Weight.Storage.LEVELS) {
            int perChannel = numbers.length / factors.length;
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) (numbers[i] * factors[i / perChannel]);
            }
            return graph.floats(weight.shape(), numbers);
        }
        float[] scales = new float[factors.length];
        float[] mins = new float[factors.length];
        for (int i = 0; i < factors.length; i++) {
            scales[i] = (float) (factors[i] * weight.scale());
            mins[i] = (float) (factors[i] * weight.min());
        }
        return graph.levels(weight, List.of((long) factors.length, 1L, 1L, 1L), scales, mins);
    }
}
