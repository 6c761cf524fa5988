package io.talkinghead.graph.rewrite;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;

/** Tells the height and width of maps, which are the same in all of the project's networks. */
final class Sides {
    private Sides() {}

    /**
     * Returns the side of a map.
     *
     * @throws IllegalArgumentException when it cannot be told
     */
    static int of(Draft draft, String map) {
        ValueInfoProto input = draft.input(map);
        if (input != null) {
            return Math.toIntExact(
                    input.getType().getTensorType().getShape().getDim(2).getDimValue());
        }
        NodeProto node = draft.maker(map);
        if (node == null) {
            throw new IllegalArgumentException(map + " is not a map");
        }
        return switch (node.getOpType()) {
            case "AveragePool" -> pooled(draft, node);
            case "DepthToSpace" -> 2 * of(draft, node.getInput(0));
            case "Resize" -> resized(draft, node);
            case "GridSample" -> of(draft, node.getInput(1));
            case "Conv" -> convolved(draft, node);
            case "Reshape" -> reshaped(draft, node);
            default -> of(draft, node.getInput(0));
        };
    }

    private static int pooled(Draft draft, NodeProto pool) {
        return Math.toIntExact(of(draft, pool.getInput(0)) / stride(pool));
    }

    private static long stride(NodeProto window) {
        List<Long> strides = Nodes.integers(window, "strides");
        return strides.isEmpty() ? 1 : strides.get(0);
    }

    private static int resized(Draft draft, NodeProto resize) {
        float[] scales = resize.getInputCount() == 3 ? draft.floats(resize.getInput(2)) : null;
        if (scales == null || scales.length != 4) {
            throw new IllegalArgumentException("the side of " + resize.getOutput(0) + " is not known");
        }
        return (int) Math.floor(of(draft, resize.getInput(0)) * (double) scales[3]);
    }

    private static int reshaped(Draft draft, NodeProto reshape) {
        long[] shape = draft.longs(reshape.getInput(1));
        if (shape == null || shape.length != 4 || shape[3] <= 0) {
            throw new IllegalArgumentException("the side of " + reshape.getOutput(0) + " is not known");
        }
        return Math.toIntExact(shape[3]);
    }

    private static int convolved(Draft draft, NodeProto conv) {
        List<Long> pads = Nodes.integers(conv, "pads");
        long padding = pads.isEmpty() ? 0 : pads.get(0) + pads.get(2);
        int kernel = draft.weight(conv.getInput(1)).shape().get(2);
        return Math.toIntExact((of(draft, conv.getInput(0)) + padding - kernel) / stride(conv) + 1);
    }
}
