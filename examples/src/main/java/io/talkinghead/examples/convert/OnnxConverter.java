package io.talkinghead.examples.convert;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.common.primitives.Longs;
import com.google.protobuf.ByteString;
import io.talkinghead.examples.convert.TfjsModel.Weight;
import io.talkinghead.model.HalfFloats;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a TensorFlow.js graph of plain convolution networks, N,H,W,C, into ONNX, N,C,H,W. Only what leads to the wanted
 * outputs is converted. Weights stored as half floats stay so, widened by a Cast.
 */
final class OnnxConverter {
    private static final long OPSET = 17;
    private static final long IR_VERSION = 8;

    private final TfjsModel source;
    private final GraphProto.Builder graph;
    private final Map<String, String> converted = new HashMap<>();
    private int nextName;

    private OnnxConverter(String name, TfjsModel source) {
        this.source = source;
        graph = GraphProto.newBuilder().setName(name);
    }

    /**
     * Converts a model; the same model gives the same bytes.
     *
     * @param outputs the source's node for each output's new name, in order
     */
    static byte[] convert(String name, TfjsModel source, Map<String, String> outputs) {
        OnnxConverter converter = new OnnxConverter(name, source);
        outputs.forEach((output, node) -> {
            String value = converter.value(node);
            converter.graph.addNode(
                    NodeProto.newBuilder().setOpType("Identity").addInput(value).addOutput(output));
            converter.graph.addOutput(ValueInfoProto.newBuilder()
                    .setName(output)
                    .setType(TypeProto.newBuilder()
                            .setTensorType(TypeProto.Tensor.newBuilder()
                                    .setElemType(TensorProto.DataType.FLOAT.getNumber()))));
        });
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("talkinghead")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .setGraph(converter.graph)
                .build()
                .toByteArray();
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
                add(node(source.operator(node), value(source.inputs(node).get(0))));
            case "AddV2" ->
                add(node(
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
        TensorShapeProto.Builder sides = TensorShapeProto.newBuilder();
        for (long side : new long[] {1, shape.get(3), shape.get(1), shape.get(2)}) {
            sides.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(side));
        }
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                .setShape(sides);
        graph.addInput(ValueInfoProto.newBuilder()
                .setName("input")
                .setType(TypeProto.newBuilder().setTensorType(tensor)));
        return "input";
    }

    private String fusedConvolution(String node) {
        List<String> inputs = source.inputs(node);
        Weight kernel = source.weight(inputs.get(1));
        String weight = floats(permuted(kernel, 3, 2, 0, 1));
        NodeProto.Builder convolution =
                node("Conv", value(inputs.get(0)), weight, floats(source.weight(inputs.get(2))));
        String result = add(windowed(
                convolution, node, kernel.shape().get(0), kernel.shape().get(1)));
        for (String fused : source.texts(node, "fused_ops")) {
            result = switch (fused) {
                case "BiasAdd" -> result;
                case "Relu" -> add(node("Relu", result));
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
        String weight = floats(permuted(kernel, 2, 3, 0, 1));
        NodeProto.Builder convolution = node("Conv", value(inputs.get(0)), weight)
                .addAttribute(integer("group", kernel.shape().get(2)));
        return add(windowed(
                convolution, node, kernel.shape().get(0), kernel.shape().get(1)));
    }

    private String maxPool(String node) {
        List<Long> size = source.longs(node, "ksize");
        return add(windowed(node("MaxPool", value(source.inputs(node).get(0))), node, size.get(1), size.get(2)));
    }

    /** Adds kernel, strides and padding. TensorFlow's SAME puts the odd pixel at the bottom and right. */
    private NodeProto.Builder windowed(NodeProto.Builder builder, String node, long height, long width) {
        List<Long> strides = source.longs(node, "strides");
        String padding = source.text(node, "padding").equals("SAME") ? "SAME_UPPER" : "VALID";
        return builder.addAttribute(longs("kernel_shape", height, width))
                .addAttribute(longs("strides", strides.get(1), strides.get(2)))
                .addAttribute(AttributeProto.newBuilder()
                        .setName("auto_pad")
                        .setType(AttributeProto.AttributeType.STRING)
                        .setS(ByteString.copyFromUtf8(padding)));
    }

    private String prelu(String x, String alpha) {
        Weight slope = source.weight(alpha);
        long channels = slope.shape().get(slope.shape().size() - 1);
        return add(node("PRelu", x, floats(new Weight(List.of(channels, 1L, 1L), slope.values(), slope.half()))));
    }

    private String padChannels(String node) {
        List<String> inputs = source.inputs(node);
        float[] paddings = source.weight(inputs.get(1)).values();
        for (int i = 0; i < 7; i++) {
            if (paddings[i] != 0) {
                throw new IllegalArgumentException(node + " pads more than the end of the channels");
            }
        }
        return add(node("Pad", value(inputs.get(0)), integers(0, 0, 0, 0, 0, (long) paddings[7], 0, 0)));
    }

    private String reshape(String node) {
        List<String> inputs = source.inputs(node);
        float[] sides = source.weight(inputs.get(1)).values();
        long[] shape = new long[sides.length];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = (long) sides[i];
        }
        // The source flattens with the channels last.
        String channelsLast = add(node("Transpose", value(inputs.get(0))).addAttribute(longs("perm", 0, 2, 3, 1)));
        return add(node("Reshape", channelsLast, integers(shape)));
    }

    private NodeProto.Builder node(String operator, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .addAllInput(List.of(inputs))
                .addOutput("v" + nextName++);
    }

    private String add(NodeProto.Builder node) {
        graph.addNode(node);
        return node.getOutput(0);
    }

    private static Weight permuted(Weight weight, int... order) {
        long[] from = Longs.toArray(weight.shape());
        long[] to = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            to[i] = from[order[i]];
        }
        float[] values = new float[weight.values().length];
        long[] index = new long[order.length];
        for (int i = 0; i < values.length; i++) {
            long rest = i;
            for (int side = order.length - 1; side >= 0; side--) {
                index[order[side]] = rest % to[side];
                rest /= to[side];
            }
            long at = 0;
            for (int side = 0; side < from.length; side++) {
                at = at * from[side] + index[side];
            }
            values[i] = weight.values()[(int) at];
        }
        return new Weight(Longs.asList(to), values, weight.half());
    }

    private String floats(Weight weight) {
        boolean half = weight.half();
        ByteBuffer bytes =
                ByteBuffer.allocate(weight.values().length * (half ? 2 : 4)).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : weight.values()) {
            if (half) {
                bytes.putShort(HalfFloats.fromFloat(value));
            } else {
                bytes.putFloat(value);
            }
        }
        TensorProto.DataType type = half ? TensorProto.DataType.FLOAT16 : TensorProto.DataType.FLOAT;
        String name = initializer(TensorProto.newBuilder()
                .setDataType(type.getNumber())
                .addAllDims(weight.shape())
                .setRawData(ByteString.copyFrom(bytes.array())));
        return half
                ? add(node("Cast", name).addAttribute(integer("to", TensorProto.DataType.FLOAT.getNumber())))
                : name;
    }

    private String integers(long... values) {
        return initializer(TensorProto.newBuilder()
                .setDataType(TensorProto.DataType.INT64.getNumber())
                .addDims(values.length)
                .addAllInt64Data(Longs.asList(values)));
    }

    private String initializer(TensorProto.Builder tensor) {
        String name = "w" + nextName++;
        graph.addInitializer(tensor.setName(name));
        return name;
    }

    private static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    private static AttributeProto longs(String name, long... values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INTS)
                .addAllInts(Longs.asList(values))
                .build();
    }
}
