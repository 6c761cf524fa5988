package io.talkinghead.graph.rewrite;

import static java.util.Objects.requireNonNull;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.talkinghead.graph.onnx.NodeBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * AdaIN as one operator, for one picture at a time, and psi cut into its layers once.
 *
 * <p>Proof: an instance normalisation with scale s and bias t is {@code n * s + t}, n being the one with scale 1 and bias 0, for
 * every channel. AdaIN is {@code n * scale + bias} with a scale and bias for every picture and channel; with one picture they are
 * one for every channel.
 */
final class FoldedAdaIn implements Rewrite {
    @Override
    public void apply(Draft draft) {
        List<AdaIn> layers = new ArrayList<>();
        for (NodeProto norm : draft.nodes("InstanceNormalization")) {
            AdaIn layer = AdaIn.at(draft, norm);
            if (layer != null) {
                layers.add(layer);
            }
        }
        List<NodeProto> slices = layers.stream()
                .flatMap(layer -> Stream.of(layer.scale, layer.bias))
                .toList();
        if (layers.isEmpty() || !followEachOther(draft, slices)) {
            return;
        }
        Map<String, String> parts = cut(draft, slices);
        for (AdaIn layer : layers) {
            String folded = draft.add(NodeBuilder.like(
                    layer.norm,
                    layer.norm.getInput(0),
                    requireNonNull(parts.get(layer.scale.getOutput(0))),
                    requireNonNull(parts.get(layer.bias.getOutput(0)))));
            draft.redirect(layer.sum.getOutput(0), folded);
        }
    }

    /** Tells whether the slices take one value apart, from its beginning, one after the other. */
    private static boolean followEachOther(Draft draft, List<NodeProto> slices) {
        long end = 0;
        for (NodeProto slice : slices) {
            if (!slice.getInput(0).equals(slices.get(0).getInput(0)) || bound(draft, slice, 1) != end) {
                return false;
            }
            end = bound(draft, slice, 2);
        }
        return true;
    }

    /** Returns the parts by the slices that took them. */
    private static Map<String, String> cut(Draft draft, List<NodeProto> slices) {
        String flat = draft.add(NodeBuilder.of("Reshape", slices.get(0).getInput(0), draft.addLongs(-1)));
        long[] lengths = slices.stream()
                .mapToLong(slice -> bound(draft, slice, 2) - bound(draft, slice, 1))
                .toArray();
        List<String> outputs = draft.add(NodeBuilder.of("Split", flat, draft.addLongs(lengths)), lengths.length);
        Map<String, String> parts = new HashMap<>();
        for (int i = 0; i < lengths.length; i++) {
            parts.put(slices.get(i).getOutput(0), outputs.get(i));
        }
        return parts;
    }

    /** Returns where a slice begins (1) or ends (2). */
    private static long bound(Draft draft, NodeProto slice, int input) {
        return requireNonNull(draft.longs(slice.getInput(input)))[0];
    }

    private record AdaIn(NodeProto norm, NodeProto sum, NodeProto scale, NodeProto bias) {
        static @Nullable AdaIn at(Draft draft, NodeProto norm) {
            NodeProto product = onlyUser(draft, norm, "Mul");
            NodeProto sum = product == null ? null : onlyUser(draft, product, "Add");
            if (sum == null || !draft.isAll(norm.getInput(1), 1) || !draft.isAll(norm.getInput(2), 0)) {
                return null;
            }
            NodeProto scale = slice(draft, requireNonNull(product).getInput(1));
            NodeProto bias = slice(draft, sum.getInput(1));
            return scale == null || bias == null ? null : new AdaIn(norm, sum, scale, bias);
        }

        private static @Nullable NodeProto slice(Draft draft, String value) {
            NodeProto reshape = draft.maker(value, "Reshape");
            return reshape == null ? null : draft.maker(reshape.getInput(0), "Slice");
        }

        private static @Nullable NodeProto onlyUser(Draft draft, NodeProto node, String operator) {
            List<NodeProto> users = draft.users(node.getOutput(0));
            return users.size() == 1 && users.get(0).getOpType().equals(operator) ? users.get(0) : null;
        }
    }
}
