package io.talkinghead.graph.rewrite;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recognises the nodes of the project's networks: others are left as they are. */
final class Nodes {
    private Nodes() {}

    /** Tells whether a node is a convolution with bias, of this kernel and stride 1, whose result has the size of its input. */
    static boolean isConvolution(Draft draft, @Nullable NodeProto node, int kernel) {
        if (node == null || !node.getOpType().equals("Conv") || node.getInputCount() != 3) {
            return false;
        }
        if (!draft.isWeight(node.getInput(1))) {
            return false;
        }
        long pad = kernel / 2;
        List<Integer> shape = draft.weight(node.getInput(1)).shape();
        return shape.size() == 4
                && shape.get(2) == kernel
                && shape.get(3) == kernel
                && hasOrLacks(node, "strides", List.of(1L, 1L))
                && hasOrLacks(node, "dilations", List.of(1L, 1L))
                && integer(node, "group", 1) == 1
                && integers(node, "pads").equals(List.of(pad, pad, pad, pad));
    }

    /** Tells whether a node averages 2 x 2 windows that do not overlap. */
    static boolean isHalving(NodeProto node) {
        return node.getOpType().equals("AveragePool")
                && integers(node, "kernel_shape").equals(List.of(2L, 2L))
                && integers(node, "strides").equals(List.of(2L, 2L))
                && hasOrLacks(node, "pads", List.of(0L, 0L, 0L, 0L));
    }

    /** Tells whether a node doubles height and width by repeating values. */
    static boolean isDoubling(@Nullable NodeProto node) {
        return node != null
                && node.getOpType().equals("Resize")
                && text(node, "mode").equals("nearest")
                && text(node, "coordinate_transformation_mode").equals("asymmetric")
                && text(node, "nearest_mode").equals("floor");
    }

    private static boolean hasOrLacks(NodeProto node, String name, List<Long> wanted) {
        AttributeProto attribute = attribute(node, name);
        return attribute == null || attribute.getIntsList().equals(wanted);
    }

    static List<Long> integers(NodeProto node, String name) {
        AttributeProto attribute = attribute(node, name);
        return attribute == null ? List.of() : attribute.getIntsList();
    }

    static long integer(NodeProto node, String name, long otherwise) {
        AttributeProto attribute = attribute(node, name);
        return attribute == null ? otherwise : attribute.getI();
    }

    static String text(NodeProto node, String name) {
        AttributeProto attribute = attribute(node, name);
        return attribute == null ? "" : attribute.getS().toStringUtf8();
    }

    private static @Nullable AttributeProto attribute(NodeProto node, String name) {
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.getName().equals(name)) {
                return attribute;
            }
        }
        return null;
    }
}
