package io.talkinghead.verification.convert;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.talkinghead.graph.onnx.Attributes;
import io.talkinghead.graph.onnx.OnnxModels;
import io.talkinghead.graph.onnx.OnnxTensors;
import io.talkinghead.internal.file.HalfFloats;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** An ONNX graph in the making. The same calls give the same bytes. */
final class OnnxGraph {
    private final GraphProto.Builder graph;
    private int nextName;

    OnnxGraph(String name) {
        graph = GraphProto.newBuilder().setName(name);
    }

    /**
     * Declares an input of floats.
     *
     * @param sides numbers, or names for sides that are free
     */
    String input(String name, Object... sides) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (Object side : sides) {
            if (side instanceof Number number) {
                shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(number.longValue()));
            } else {
                shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(side.toString()));
            }
        }
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                .setShape(shape);
        graph.addInput(ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor)));
        return name;
    }

    /** Declares an output, of whatever shape. */
    void output(String name, String value) {
        graph.addNode(
                NodeProto.newBuilder().setOpType("Identity").addInput(value).addOutput(name));
        graph.addOutput(ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(
                                TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT.getNumber()))));
    }

    /** Starts a node. */
    NodeProto.Builder node(String operator, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .addAllInput(List.of(inputs))
                .addOutput("v" + nextName++);
    }

    /** Adds a node and returns its output. */
    String add(NodeProto.Builder node) {
        graph.addNode(node);
        return node.getOutput(0);
    }

    /** Adds a constant in the storage it has, widened to floats. */
    String floats(Weight weight) {
        return switch (weight.storage()) {
            case FLOAT -> stored(weight);
            case HALF -> widened(stored(weight));
            case LEVELS -> levels(weight, List.of(), new float[] {weight.scale()}, new float[] {weight.min()});
        };
    }

    /** Adds a constant stored in levels, with scales and minima of their own shape instead of its own. */
    String levels(Weight weight, List<Long> shape, float[] scales, float[] mins) {
        String scaled = add(node("Mul", widened(stored(weight)), floats(shape, scales)));
        return add(node("Add", scaled, floats(shape, mins)));
    }

    private String stored(Weight weight) {
        return initializer(OnnxTensors.raw(type(weight), weight.shape(), bytes(weight)));
    }

    /** Adds a constant of plain floats. */
    String floats(List<Long> shape, float... values) {
        return floats(new Weight(shape, values, Weight.Storage.FLOAT, 1, 0));
    }

    private String widened(String stored) {
        return add(node("Cast", stored).addAttribute(Attributes.integer("to", TensorProto.DataType.FLOAT.getNumber())));
    }

    private static TensorProto.DataType type(Weight weight) {
        return switch (weight.storage()) {
            case FLOAT -> TensorProto.DataType.FLOAT;
            case HALF -> TensorProto.DataType.FLOAT16;
            case LEVELS -> TensorProto.DataType.UINT8;
        };
    }

    private static ByteBuffer bytes(Weight weight) {
        float[] numbers = weight.numbers();
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : numbers) {
            switch (weight.storage()) {
                case FLOAT -> bytes.putFloat(number);
                case HALF -> bytes.putShort(HalfFloats.fromFloat(number));
                case LEVELS -> bytes.put((byte) number);
            }
        }
        return bytes.flip();
    }

    /** Adds a constant list of whole numbers. */
    String integers(long... values) {
        return initializer(OnnxTensors.longs(values));
    }

    private String initializer(TensorProto.Builder tensor) {
        String name = "w" + nextName++;
        graph.addInitializer(tensor.setName(name));
        return name;
    }

    /** Returns the file. */
    byte[] toBytes() {
        return OnnxModels.of(graph).toByteArray();
    }
}
