package io.talkinghead.tensorrt.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.common.collect.ImmutableSet;
import io.talkinghead.graph.onnx.OnnxTensors;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Turns a graph of 32-bit floats into one of 16 bits where that is safe. TensorRT 11 takes the types as they stand in the graph.
 *
 * <p>Inputs and outputs stay at 32 bits, and so do means and sums over many values, what is computed from them by plain
 * arithmetic (so AdaIN as a whole), and the last activations. Convolutions and matrix products, which take the time, get 16.
 */
final class HalfPrecision {
    private static final String HALF = ".half";
    private static final String FULL = ".full";

    /** Always at 32 bits: they sum over many values, or come last. */
    private static final ImmutableSet<String> SENSITIVE =
            ImmutableSet.of("InstanceNormalization", "Softmax", "ReduceSum", "ReduceMean", "Sigmoid", "Tanh");

    /** At 32 bits as soon as one side is. */
    private static final ImmutableSet<String> ARITHMETIC = ImmutableSet.of("Add", "Sub", "Mul", "Div");

    /** They move values and leave them as they are. */
    private static final ImmutableSet<String> MOVING =
            ImmutableSet.of("Reshape", "Slice", "Transpose", "Identity", "Squeeze", "Unsqueeze");

    private final GraphProto source;
    private final GraphProto.Builder result;
    private final Map<String, TensorProto> constants = new LinkedHashMap<>();
    private final Set<String> halves = new HashSet<>();
    private final Set<String> outputs = new HashSet<>();
    /** Conversions already there, by the name they have. */
    private final Map<String, String> converted = new HashMap<>();

    private HalfPrecision(GraphProto source) {
        this.source = source;
        result = source.toBuilder().clearNode().clearInitializer();
        source.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
        source.getOutputList().forEach(output -> outputs.add(output.getName()));
    }

    /** Returns the graph in mixed precision. */
    static GraphProto of(GraphProto graph) {
        return new HalfPrecision(graph).rewrite();
    }

    /** Returns the name a constant had before. */
    static String original(String name) {
        return name.endsWith(HALF) ? name.substring(0, name.length() - HALF.length()) : name;
    }

    private GraphProto rewrite() {
        source.getNodeList().forEach(this::add);
        return result.build();
    }

    private void add(NodeProto node) {
        boolean half = computesHalf(node);
        NodeProto.Builder copy = node.toBuilder().clearInput().clearOutput();
        for (int i = 0; i < node.getInputCount(); i++) {
            // The further inputs of a Resize are its scales, which are 32-bit floats by definition.
            boolean wanted = half && !(node.getOpType().equals("Resize") && i > 0);
            copy.addInput(operand(node.getInput(i), wanted));
        }
        for (String output : node.getOutputList()) {
            boolean last = half && outputs.contains(output);
            copy.addOutput(last ? output + HALF : output);
        }
        result.addNode(copy);
        if (half) {
            node.getOutputList().forEach(this::markHalf);
        }
    }

    private void markHalf(String output) {
        if (outputs.contains(output)) {
            cast(output + HALF, output, DataType.FLOAT);
        } else {
            halves.add(output);
        }
    }

    private boolean computesHalf(NodeProto node) {
        String operator = node.getOpType();
        if (SENSITIVE.contains(operator)) {
            return false;
        }
        if (MOVING.contains(operator)) {
            return halves.contains(node.getInput(0));
        }
        if (ARITHMETIC.contains(operator)) {
            return node.getInputList().stream()
                    .allMatch(input -> constants.containsKey(input) || halves.contains(input));
        }
        return true;
    }

    private String operand(String name, boolean half) {
        TensorProto constant = constants.get(name);
        if (constant != null) {
            return constant(constant, half);
        }
        if (name.isEmpty() || halves.contains(name) == half) {
            return name;
        }
        String target = name + (half ? HALF : FULL);
        if (converted.put(target, name) == null) {
            cast(name, target, half ? DataType.FLOAT16 : DataType.FLOAT);
        }
        return target;
    }

    private String constant(TensorProto constant, boolean half) {
        boolean narrow = half && OnnxTensors.isFloat(constant);
        String target = narrow ? constant.getName() + HALF : constant.getName();
        if (converted.put(target, constant.getName()) == null) {
            result.addInitializer(
                    narrow ? OnnxTensors.half(target, constant.getDimsList(), OnnxTensors.floats(constant)) : constant);
        }
        return target;
    }

    private void cast(String from, String to, DataType type) {
        result.addNode(NodeProto.newBuilder()
                .setOpType("Cast")
                .setName(to)
                .addInput(from)
                .addOutput(to)
                .addAttribute(AttributeProto.newBuilder()
                        .setName("to")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(type.getNumber())));
    }
}
