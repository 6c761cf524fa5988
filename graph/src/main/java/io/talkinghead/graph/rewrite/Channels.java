package io.talkinghead.graph.rewrite;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import org.jspecify.annotations.Nullable;

/** Tells how many channels a map [N, c, h, w] has. */
final class Channels {
    private Channels() {}

    /** Returns the channels of a map; 0 when they cannot be told from what makes it. */
    static int of(Draft draft, String map) {
        ValueInfoProto input = draft.input(map);
        if (input != null) {
            return Math.toIntExact(
                    input.getType().getTensorType().getShape().getDim(1).getDimValue());
        }
        @Nullable NodeProto node = draft.maker(map);
        if (node == null) {
            return 0;
        }
        return switch (node.getOpType()) {
            case "Conv" -> draft.weight(node.getInput(1)).shape().get(0);
            case "Reshape" -> reshaped(draft, node);
            case "Slice" -> sliced(draft, node);
            case "Relu", "LeakyRelu", "Tanh", "Sigmoid", "Identity", "InstanceNormalization" ->
                of(draft, node.getInput(0));
            case "AveragePool", "Resize", "GridSample" -> of(draft, node.getInput(0));
            case "Add", "Mul" -> Math.max(of(draft, node.getInput(0)), of(draft, node.getInput(1)));
            default -> 0;
        };
    }

    private static int reshaped(Draft draft, NodeProto reshape) {
        long[] shape = draft.longs(reshape.getInput(1));
        return shape == null || shape.length != 4 || shape[1] <= 0 ? 0 : Math.toIntExact(shape[1]);
    }

    private static int sliced(Draft draft, NodeProto slice) {
        long[] from = draft.longs(slice.getInput(1));
        long[] to = draft.longs(slice.getInput(2));
        long[] axes = draft.longs(slice.getInput(3));
        if (from == null || to == null || axes == null || axes.length != 1 || axes[0] != 1) {
            return 0;
        }
        return from[0] >= 0 && to[0] > from[0] ? Math.toIntExact(to[0] - from[0]) : 0;
    }
}
