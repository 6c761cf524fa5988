package io.talkinghead.verification.convert;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import io.talkinghead.graph.onnx.Attributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a TensorFlow.js graph of plain convolution networks, N,H,W,C, into ONNX, N,C,H,W. Only what leads to the wanted
 * outputs is converted. Weights stored as half floats stay so, widened by a Cast.
 */
final class OnnxConverter {
    private final TfjsModel source;
    private final OnnxGraph graph;
    private final Map<String, String> converted = new HashMap<>();

    private OnnxConverter(String name, TfjsModel source) {
        this.source = source;
        graph = new OnnxGraph(name);
    }

    /**
     * Converts a model; the same model gives the same bytes.
     *
     * @param outputs the source's node for each output's new name, in order
     */
    static byte[] convert(String name, TfjsModel source, Map<String, String> outputs) {
        OnnxConverter converter = new OnnxConverter(name, source);
        outputs.forEach((output, node) -> converter.graph.output(output, converter.value(node)));
        return converter.graph.toBytes();
    }

    private String value(String node) {
        String known = converted.get(node);
        if (known == null) {
            known = convert(node);
            converted.put(node, known);
        }
        return known;
    }

    private String convert(String node) {
        return switch (source.operator(node)) {
            case "Placeholder" -> placeholder(node);
            case "Identity" -> value(source.inputs(node).get(0));
            case "Relu", "Sigmoid" ->
                graph.add(graph.node(
                        source.operator(node), value(source.inputs(node).get(0))));
            case "AddV2" ->
                graph.add(graph.node(
                        "Add",
                        value(source.inputs(node).get(0)),
                        value(source.inputs(node).get(1))));
            case "Prelu" ->
                prelu(value(source.inputs(node).get(0)), source.inputs(node).get(1));
            case "_FusedConv2D" -> fusedConvolution(node);
            case "DepthwiseConv2dNative" -> depthwise(node);
            case "MaxPool" -> maxPool(node);
            case "Pad" -> padChannels(node);
            case "Reshape" -> reshape(node);
            default ->
                throw new IllegalArgumentException(
                        "node " + node + " has the operator " + source.operator(node) + ", which is not known here");
        };
    }

    private String placeholder(String node) {
        List<Long> shape = source.placeholderShape(node);
        return graph.input("input", 1, shape.get(3), shape.get(1), shape.get(2));
    }

    private String fusedConvolution(String node) {
        List<String> inputs = source.inputs(node);
        Weight kernel = source.weight(inputs.get(1));
        String weight = graph.floats(kernel.permuted(3, 2, 0, 1));
        NodeProto.Builder convolution =
                graph.node("Conv", value(inputs.get(0)), weight, graph.floats(source.weight(inputs.get(2))));
        String result = graph.add(windowed(
                convolution, node, kernel.shape().get(0), kernel.shape().get(1)));
        for (String fused : source.texts(node, "fused_ops")) {
            result = switch (fused) {
                case "BiasAdd" -> result;
                case "Relu" -> graph.add(graph.node("Relu", result));
                case "Prelu" -> prelu(result, inputs.get(3));
                default -> throw new IllegalArgumentException(node + " fuses " + fused + ", which is not known here");
            };
        }
        return result;
    }

    private String depthwise(String node) {
        List<String> inputs = source.inputs(node);
        Weight kernel = source.weight(inputs.get(1));
        // With one filter a channel, [kh, kw, c, 1] becomes [c, 1, kh, kw].
        if (kernel.shape().get(3) != 1) {
            throw new IllegalArgumentException(node + " has several filters a channel");
        }
        String weight = graph.floats(kernel.permuted(2, 3, 0, 1));
        NodeProto.Builder convolution = graph.node("Conv", value(inputs.get(0)), weight)
                .addAttribute(Attributes.integer("group", kernel.shape().get(2)));
        return graph.add(windowed(
                convolution, node, kernel.shape().get(0), kernel.shape().get(1)));
    }

    private String maxPool(String node) {
        List<Long> size = source.longs(node, "ksize");
        return graph.add(
                windowed(graph.node("MaxPool", value(source.inputs(node).get(0))), node, size.get(1), size.get(2)));
    }

    /** Adds kernel, strides and padding. TensorFlow's SAME puts the odd pixel at the bottom and right. */
    private NodeProto.Builder windowed(NodeProto.Builder builder, String node, long height, long width) {
        List<Long> strides = source.longs(node, "strides");
        String padding = source.text(node, "padding").equals("SAME") ? "SAME_UPPER" : "VALID";
        return builder.addAttribute(Attributes.integers("kernel_shape", height, width))
                .addAttribute(Attributes.integers("strides", strides.get(1), strides.get(2)))
                .addAttribute(AttributeProto.newBuilder()
                        .setName("auto_pad")
                        .setType(AttributeProto.AttributeType.STRING)
                        .setS(ByteString.copyFromUtf8(padding)));
    }

    private String prelu(String x, String alpha) {
        Weight slope = source.weight(alpha);
        long channels = slope.shape().get(slope.shape().size() - 1);
        return graph.add(graph.node("PRelu", x, graph.floats(slope.reshaped(channels, 1L, 1L))));
    }

    private String padChannels(String node) {
        List<String> inputs = source.inputs(node);
        float[] paddings = source.weight(inputs.get(1)).values();
        for (int i = 0; i < 7; i++) {
            if (paddings[i] != 0) {
                throw new IllegalArgumentException(node + " pads more than the end of the channels");
            }
        }
        return graph.add(
                graph.node("Pad", value(inputs.get(0)), graph.integers(0, 0, 0, 0, 0, (long) paddings[7], 0, 0)));
    }

    private String reshape(String node) {
        List<String> inputs = source.inputs(node);
        float[] sides = source.weight(inputs.get(1)).values();
        long[] shape = new long[sides.length];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = (long) sides[i];
        }
        // The source flattens with the channels last.
        String channelsLast = graph.add(
                graph.node("Transpose", value(inputs.get(0))).addAttribute(Attributes.integers("perm", 0, 2, 3, 1)));
        return graph.add(graph.node("Reshape", channelsLast, graph.integers(shape)));
    }
}
