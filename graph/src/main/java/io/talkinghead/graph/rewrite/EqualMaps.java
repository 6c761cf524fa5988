package io.talkinghead.graph.rewrite;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Maps that have the same number of channels because each channel of one is made of that channel of another, or of two.
 *
 * @param names of them all
 * @param users what takes them and makes maps of another number of channels
 * @param canBeFilled whether everything that makes and takes them is known
 */
record EqualMaps(Set<String> names, Set<NodeProto> users, boolean canBeFilled) {
    /** Operators that make each channel of the same one of their first input, or of both. */
    private static final Set<String> ALONG = Set.of("Relu", "Add", "MaxPool");

    /** Tells whether a node is a convolution that sums over all channels. */
    static boolean sums(NodeProto node) {
        return node.getOpType().equals("Conv") && Nodes.integer(node, "group", 1) == 1;
    }

    /** Tells whether a node is a convolution of each channel by itself, of as many channels. */
    static boolean isDepthwise(Draft draft, NodeProto node) {
        @Nullable List<Integer> kernel = node.getOpType().equals("Conv") ? draft.shape(node.getInput(1)) : null;
        return kernel != null && kernel.get(1) == 1 && Nodes.integer(node, "group", 1) == kernel.get(0);
    }

    /** Finds all that a map belongs to. */
    static EqualMaps with(Draft draft, String map) {
        Set<String> names = new LinkedHashSet<>(List.of(map));
        Set<NodeProto> users = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(names);
        boolean known = true;
        while (!open.isEmpty()) {
            String name = open.remove();
            @Nullable NodeProto maker = draft.maker(name);
            known &= maker != null && !draft.isOutput(name);
            if (maker != null && keeps(draft, maker)) {
                inputs(maker).forEach(input -> add(input, names, open));
            } else if (maker != null) {
                known &= isKnown(draft, maker);
            }
            for (NodeProto user : draft.users(name)) {
                if (keeps(draft, user)) {
                    add(user.getOutput(0), names, open);
                } else {
                    known &= isKnown(draft, user);
                    users.add(user);
                }
            }
        }
        return new EqualMaps(names, users, known);
    }

    private static boolean isKnown(Draft draft, NodeProto node) {
        return (sums(node) && draft.shape(node.getInput(1)) != null) || padsChannels(draft, node);
    }

    private static boolean keeps(Draft draft, NodeProto node) {
        return ALONG.contains(node.getOpType()) || isDepthwise(draft, node);
    }

    private static List<String> inputs(NodeProto node) {
        return node.getOpType().equals("Add") ? node.getInputList() : List.of(node.getInput(0));
    }

    private static void add(String name, Set<String> names, Deque<String> open) {
        if (names.add(name)) {
            open.add(name);
        }
    }

    /** Tells whether a node adds empty channels behind those of a map, and nothing else. */
    private static boolean padsChannels(Draft draft, NodeProto node) {
        long @Nullable [] pads = node.getOpType().equals("Pad") ? draft.longs(node.getInput(1)) : null;
        if (pads == null || pads.length != 8) {
            return false;
        }
        if (node.getInputCount() > 2 && !draft.isAll(node.getInput(2), 0)) {
            return false;
        }
        for (int i = 0; i < pads.length; i++) {
            if (i != FilledMaps.PADDED_BEHIND && pads[i] != 0) {
                return false;
            }
        }
        return Nodes.text(node, "mode").isEmpty() || Nodes.text(node, "mode").equals("constant");
    }
}
