package io.talkinghead.graph.rewrite;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The nodes that a graph's outputs need, each behind those that it takes values from. */
final class NodeOrder {
    private final Map<String, NodeProto> makers = new HashMap<>();
    private final List<ValueInfoProto> outputs;
    private final List<NodeProto> ordered = new ArrayList<>();
    private final Set<String> placed = new HashSet<>();

    NodeOrder(List<NodeProto> nodes, List<ValueInfoProto> outputs) {
        this.outputs = outputs;
        for (NodeProto node : nodes) {
            node.getOutputList().forEach(output -> makers.put(output, node));
        }
    }

    List<NodeProto> ordered() {
        outputs.forEach(output -> place(output.getName()));
        return ordered;
    }

    private void place(String value) {
        NodeProto node = makers.get(value);
        if (node == null || !placed.add(node.getOutput(0))) {
            return;
        }
        node.getInputList().forEach(this::place);
        ordered.add(node);
    }
}
