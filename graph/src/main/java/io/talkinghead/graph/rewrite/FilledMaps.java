package io.talkinghead.graph.rewrite;

import static java.util.Objects.requireNonNull;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.talkinghead.graph.onnx.NodeBuilder;
import io.talkinghead.model.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes {@link EqualMaps} anew with more channels, the last of which are empty. */
final class FilledMaps {
    /** Of the eight numbers of a padding, how many channels come behind. */
    static final int PADDED_BEHIND = 5;

    private final Draft draft;
    private final EqualMaps maps;
    private final int channels;
    private final int filled;
    private final Map<String, String> made = new HashMap<>();

    FilledMaps(Draft draft, EqualMaps maps, int channels, int filled) {
        this.draft = draft;
        this.maps = maps;
        this.channels = channels;
        this.filled = filled;
    }

    /** Lets all who take the maps take the new ones. */
    void replace() {
        Map<String, String> results = new HashMap<>();
        for (NodeProto user : maps.users()) {
            if (!maps.names().contains(user.getOutput(0))) {
                results.put(user.getOutput(0), draft.add(rebuilt(user)));
            }
        }
        results.forEach(draft::redirect);
    }

    private String of(String name) {
        if (!maps.names().contains(name)) {
            return name;
        }
        String known = made.get(name);
        if (known == null) {
            known = draft.add(rebuilt(requireNonNull(draft.maker(name))));
            made.put(name, known);
        }
        return known;
    }

    private NodeBuilder rebuilt(NodeProto node) {
        return switch (node.getOpType()) {
            case "Conv" -> EqualMaps.isDepthwise(draft, node) ? depthwise(node) : convolution(node);
            case "Pad" -> padding(node);
            default ->
                NodeBuilder.like(
                        node, node.getInputList().stream().map(this::of).toArray(String[]::new));
        };
    }

    private NodeBuilder depthwise(NodeProto conv) {
        NodeProto.Builder ungrouped = conv.toBuilder().clearAttribute();
        conv.getAttributeList().stream()
                .filter(attribute -> !attribute.getName().equals("group"))
                .forEach(ungrouped::addAttribute);
        List<String> inputs = new ArrayList<>(List.of(of(conv.getInput(0)), filled(conv.getInput(1), true, false)));
        conv.getInputList().stream().skip(2).forEach(bias -> inputs.add(filled(bias, true, false)));
        return NodeBuilder.like(ungrouped.build(), inputs.toArray(String[]::new))
                .withInteger("group", filled);
    }

    private NodeBuilder convolution(NodeProto conv) {
        boolean taken = maps.names().contains(conv.getInput(0));
        boolean given = maps.names().contains(conv.getOutput(0));
        List<String> inputs = new ArrayList<>(List.of(of(conv.getInput(0)), filled(conv.getInput(1), given, taken)));
        conv.getInputList().stream().skip(2).forEach(bias -> inputs.add(given ? filled(bias, true, false) : bias));
        return NodeBuilder.like(conv, inputs.toArray(String[]::new));
    }

    private NodeBuilder padding(NodeProto pad) {
        long[] pads = requireNonNull(draft.longs(pad.getInput(1))).clone();
        pads[PADDED_BEHIND] += maps.names().contains(pad.getOutput(0)) ? filled - channels : 0;
        pads[PADDED_BEHIND] -= maps.names().contains(pad.getInput(0)) ? filled - channels : 0;
        List<String> inputs = new ArrayList<>(pad.getInputList());
        inputs.set(0, of(pad.getInput(0)));
        inputs.set(1, draft.addLongs(pads));
        return NodeBuilder.like(pad, inputs.toArray(String[]::new));
    }

    /** Returns weights [outputs, inputs, ...] with zeros for the outputs or inputs that are new. */
    private String filled(String weight, boolean outputs, boolean inputs) {
        Tensor tensor = requireNonNull(draft.constant(weight));
        List<Integer> shape = new ArrayList<>(tensor.shape());
        int rows = shape.get(0);
        float[] from = tensor.toFloats();
        int row = from.length / rows;
        if (outputs) {
            shape.set(0, filled);
        }
        if (inputs) {
            shape.set(1, filled);
        }
        int length = shape.stream().skip(1).reduce(1, Math::multiplyExact);
        float[] to = new float[shape.get(0) * length];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(from, i * row, to, i * length, row);
        }
        return draft.addWeight("filled", Tensor.of(shape, to));
    }
}
