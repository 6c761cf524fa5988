package io.talkinghead.graph.rewrite;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A graph's nodes with an index of who makes and who takes each value: looking through all of them for every question takes, in a
 * program that has just started and runs uncompiled, longer than the engine needs for the whole network.
 */
final class IndexedNodes {
    private final List<NodeProto> nodes = new ArrayList<>();
    private final Map<String, Integer> makers = new HashMap<>();
    private final Map<String, SortedSet<Integer>> users = new HashMap<>();

    void add(NodeProto node) {
        int place = nodes.size();
        nodes.add(node);
        node.getOutputList().forEach(output -> makers.putIfAbsent(output, place));
        node.getInputList().forEach(input -> uses(input).add(place));
    }

    private SortedSet<Integer> uses(String value) {
        return users.computeIfAbsent(value, unused -> new TreeSet<>());
    }

    /** Returns the nodes there are now, in the order they came in. */
    List<NodeProto> all() {
        return List.copyOf(nodes);
    }

    @Nullable
    NodeProto maker(String value) {
        Integer place = makers.get(value);
        return place == null ? null : nodes.get(place);
    }

    /** Returns the nodes that take a value, in the order they came in. */
    List<NodeProto> users(String value) {
        List<NodeProto> found = new ArrayList<>();
        uses(value).forEach(place -> found.add(nodes.get(place)));
        return found;
    }

    /** Lets all who take one value take another. */
    void redirect(String from, String to) {
        SortedSet<Integer> places = users.remove(from);
        if (places == null) {
            return;
        }
        for (int place : places) {
            NodeProto.Builder changed = nodes.get(place).toBuilder();
            for (int i = 0; i < changed.getInputCount(); i++) {
                if (changed.getInput(i).equals(from)) {
                    changed.setInput(i, to);
                }
            }
            nodes.set(place, changed.build());
            uses(to).add(place);
        }
    }
}
