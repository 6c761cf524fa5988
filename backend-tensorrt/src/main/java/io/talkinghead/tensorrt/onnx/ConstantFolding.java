package io.talkinghead.tensorrt.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.talkinghead.graph.onnx.OnnxTensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Computes what is made of constants only: weights stored in 8 or 16 bits that the graph widens with Cast, Mul and Add. TensorRT
 * takes no 8-bit constants.
 */
final class ConstantFolding {
    private final Map<String, TensorProto> constants = new LinkedHashMap<>();

    private ConstantFolding() {}

    /** Returns the graph with such nodes replaced by constants; constants that nobody reads any more are left out. */
    static GraphProto fold(GraphProto graph) {
        ConstantFolding folding = new ConstantFolding();
        graph.getInitializerList().forEach(tensor -> folding.constants.put(tensor.getName(), tensor));
        List<NodeProto> kept = new ArrayList<>();
        for (NodeProto node : graph.getNodeList()) {
            if (!folding.foldable(node)) {
                kept.add(node);
            }
        }
        GraphProto.Builder result =
                graph.toBuilder().clearInitializer().clearNode().addAllNode(kept);
        kept.stream()
                .flatMap(node -> node.getInputList().stream())
                .distinct()
                .flatMap(folding::constant)
                .forEach(result::addInitializer);
        return result.build();
    }

    /** Computes a node if it can be computed. */
    private boolean foldable(NodeProto node) {
        List<TensorProto> inputs =
                node.getInputList().stream().flatMap(this::constant).toList();
        if (inputs.isEmpty() || inputs.size() < node.getInputCount()) {
            return false;
        }
        String output = node.getOutput(0);
        TensorProto first = inputs.get(0);
        switch (node.getOpType()) {
            case "Cast" ->
                constants.put(output, OnnxTensors.of(output, first.getDimsList(), OnnxTensors.floats(first)));
            case "Identity" ->
                constants.put(output, first.toBuilder().setName(output).build());
            case "Mul", "Add" -> constants.put(output, combine(node, first, inputs.get(1)));
            default -> {
                return false;
            }
        }
        return true;
    }

    private Stream<TensorProto> constant(String name) {
        return Stream.ofNullable(constants.get(name));
    }

    private static TensorProto combine(NodeProto node, TensorProto a, TensorProto b) {
        boolean firstIsLarger = a.getDimsCount() >= b.getDimsCount() && elements(a) >= elements(b);
        TensorProto large = firstIsLarger ? a : b;
        TensorProto small = firstIsLarger ? b : a;
        float[] result = OnnxTensors.floats(large);
        float[] other = OnnxTensors.floats(small);
        boolean product = node.getOpType().equals("Mul");
        for (int i = 0; i < result.length; i++) {
            float value = other[position(i, large.getDimsList(), small.getDimsList())];
            result[i] = product ? result[i] * value : result[i] + value;
        }
        return OnnxTensors.of(node.getOutput(0), large.getDimsList(), result);
    }

    private static long elements(TensorProto tensor) {
        return tensor.getDimsList().stream().reduce(1L, (x, y) -> x * y);
    }

    /** Returns where in the smaller tensor, spread over the larger one, element {@code index} of the larger is. */
    private static int position(int index, List<Long> shape, List<Long> smaller) {
        int rest = index;
        int position = 0;
        int stride = 1;
        for (int axis = shape.size() - 1, small = smaller.size() - 1; small >= 0; axis--, small--) {
            int side = Math.toIntExact(shape.get(axis));
            int smallSide = Math.toIntExact(smaller.get(small));
            if (smallSide > 1) {
                position += stride * (rest % side);
            }
            stride *= smallSide;
            rest /= side;
        }
        return position;
    }
}
