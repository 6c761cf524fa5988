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
 * <p>The rule, operator by operator:
 *
 * <ul>
 *   <li>Convolutions and matrix products, which take the time, get 16 bits, and so do activations.
 *   <li>Inputs and outputs stay at 32 bits, and so do means and sums over many values and the last activations.
 *   <li>Sampling has 32 bits for the places and for the picture: TensorRT wants one type for both, and places in a crop of 256
 *       pixels are up to an eighth of a pixel apart at 16 bits. Comparisons have 32, and casts give the type that they name.
 *   <li>Arithmetic has 32 bits as soon as one side has, so AdaIN as a whole.
 *   <li>What moves, joins, means or interpolates values has 16 bits only where a part of its input has: maps of places, which come
 *       from an input at 32 bits, keep them when they are resized, pooled and mixed. Of what leads to a flow, only the
 *       convolutions of the network that chooses have 16.
 * </ul>
 */
final class HalfPrecision {
    private static final String HALF = ".half";
    private static final String FULL = ".full";

    /** Always at 32 bits: they sum over many values, come last, take places, or tell one value from another. */
    private static final ImmutableSet<String> SENSITIVE = ImmutableSet.of(
            "InstanceNormalization",
            "Softmax",
            "ReduceSum",
            "ReduceMean",
            "Sigmoid",
            "Tanh",
            "GridSample",
            "Greater",
            "Cast");

    /** At 32 bits as soon as one side is. */
    private static final ImmutableSet<String> ARITHMETIC = ImmutableSet.of("Add", "Sub", "Mul", "Div");

    /** At 16 bits as soon as one part is: they move values, or give means of neighbours. */
    private static final ImmutableSet<String> FOLLOWING = ImmutableSet.of(
            "Reshape", "Slice", "Transpose", "Identity", "Squeeze", "Unsqueeze", "Concat", "Resize", "AveragePool");

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
            if (last) {
                // Its own name is the output's, which the cast behind it takes.
                copy.setName(output + HALF);
            }
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
        if (FOLLOWING.contains(operator)) {
            return node.getInputList().stream().anyMatch(halves::contains);
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
