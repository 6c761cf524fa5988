package io.talkinghead.graph.rewrite;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.common.primitives.Longs;
import com.google.protobuf.InvalidProtocolBufferException;
import io.talkinghead.model.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A graph while it is rewritten. Nodes may be added in any order, uses turned from one value to another; what nobody uses any
 * more is left out in the end, and the order is put right.
 */
final class Draft {
    /** Where ONNX Runtime's own operators are. */
    static final String RUNTIME_DOMAIN = "com.microsoft";

    private static final String WEIGHTS_FILE = "weights";

    private final ModelProto model;
    private final Map<String, Tensor> weights;
    private final Map<String, TensorProto> initializers = new LinkedHashMap<>();
    private final List<NodeProto> nodes;
    private final List<ValueInfoProto> inputs;
    private int nextName;

    Draft(byte[] bytes, Map<String, Tensor> weights) {
        try {
            model = ModelProto.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not an ONNX graph: " + e.getMessage(), e);
        }
        this.weights = new LinkedHashMap<>(weights);
        model.getGraph().getInitializerList().forEach(each -> initializers.put(each.getName(), each));
        nodes = new ArrayList<>(model.getGraph().getNodeList());
        inputs = model.getGraph().getInputList().stream().map(Draft::onePicture).toList();
    }

    /** Returns the nodes there are now, to go through while the graph changes. */
    List<NodeProto> nodes() {
        return List.copyOf(nodes);
    }

    /** Returns the nodes of one operator. */
    List<NodeProto> nodes(String operator) {
        return nodes.stream().filter(node -> node.getOpType().equals(operator)).toList();
    }

    /** Returns the node that makes a value; null for inputs, weights and constants. */
    @Nullable
    NodeProto maker(String value) {
        for (NodeProto node : nodes) {
            if (node.getOutputList().contains(value)) {
                return node;
            }
        }
        return null;
    }

    /** Returns the node of this operator that makes a value, if it is one. */
    @Nullable
    NodeProto maker(String value, String operator) {
        NodeProto node = maker(value);
        return node != null && node.getOpType().equals(operator) ? node : null;
    }

    /** Returns the nodes that take a value. */
    List<NodeProto> users(String value) {
        return nodes.stream()
                .filter(node -> node.getInputList().contains(value))
                .toList();
    }

    boolean hasOneUse(String value) {
        return nodes.stream()
                        .flatMap(node -> node.getInputList().stream())
                        .filter(value::equals)
                        .count()
                == 1;
    }

    /** Tells whether a value is a weight, handed to the engine from outside. */
    boolean isWeight(String name) {
        return weights.containsKey(name);
    }

    Tensor weight(String name) {
        Tensor tensor = weights.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("the graph's weight " + name + " was not given");
        }
        return tensor;
    }

    /** Returns the values of a constant of whole numbers, or nothing. */
    long @Nullable [] longs(String name) {
        TensorProto tensor = initializers.get(name);
        return tensor == null || tensor.getDataType() != TensorProto.DataType.INT64.getNumber()
                ? null
                : Longs.toArray(tensor.getInt64DataList());
    }

    /** Tells whether all values of a constant are the same as this one. */
    boolean isAll(String name, float wanted) {
        TensorProto tensor = initializers.get(name);
        return tensor != null
                && tensor.getFloatDataCount() > 0
                && tensor.getFloatDataList().stream().allMatch(value -> value == wanted);
    }

    /** Adds a weight that is computed from others. */
    String addWeight(String stem, Tensor tensor) {
        String name = fresh(stem);
        TensorProto.Builder external = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue(WEIGHTS_FILE));
        tensor.shape().forEach(external::addDims);
        initializers.put(name, external.build());
        weights.put(name, tensor);
        return name;
    }

    /** Adds a constant of whole numbers. */
    String addLongs(long... values) {
        String name = fresh("constant");
        initializers.put(
                name,
                TensorProto.newBuilder()
                        .setName(name)
                        .setDataType(TensorProto.DataType.INT64.getNumber())
                        .addDims(values.length)
                        .addAllInt64Data(Longs.asList(values))
                        .build());
        return name;
    }

    /** Adds a node; returns its output. */
    String add(NodeBuilder node) {
        String output = fresh(node.operator());
        nodes.add(node.build(output));
        return output;
    }

    /** Adds a node with several outputs; returns their names. */
    List<String> add(NodeBuilder node, int outputs) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            names.add(fresh(node.operator()));
        }
        nodes.add(node.build(names));
        return names;
    }

    /** Lets all who take one value take another. */
    void redirect(String from, String to) {
        nodes.replaceAll(node -> {
            if (!node.getInputList().contains(from)) {
                return node;
            }
            NodeProto.Builder changed = node.toBuilder();
            for (int i = 0; i < node.getInputCount(); i++) {
                if (node.getInput(i).equals(from)) {
                    changed.setInput(i, to);
                }
            }
            return changed.build();
        });
    }

    private static ValueInfoProto onePicture(ValueInfoProto input) {
        ValueInfoProto.Builder changed = input.toBuilder();
        changed.getTypeBuilder()
                .getTensorTypeBuilder()
                .getShapeBuilder()
                .getDimBuilder(0)
                .setDimValue(1);
        return changed.build();
    }

    /**
     * Returns the height and width of a map, which are the same in all of the project's networks.
     *
     * @throws IllegalArgumentException when it cannot be told
     */
    int side(String value) {
        for (ValueInfoProto input : inputs) {
            if (input.getName().equals(value)) {
                return Math.toIntExact(
                        input.getType().getTensorType().getShape().getDim(2).getDimValue());
            }
        }
        NodeProto node = maker(value);
        if (node == null) {
            throw new IllegalArgumentException(value + " is not a map");
        }
        return switch (node.getOpType()) {
            case "AveragePool" -> side(node.getInput(0)) / 2;
            case "Resize", "DepthToSpace" -> 2 * side(node.getInput(0));
            case "Conv" -> convolved(node);
            case "Reshape" -> {
                long @Nullable [] shape = longs(node.getInput(1));
                if (shape == null || shape.length != 4 || shape[3] <= 0) {
                    throw new IllegalArgumentException("the side of " + value + " is not known");
                }
                yield Math.toIntExact(shape[3]);
            }
            default -> side(node.getInput(0));
        };
    }

    private int convolved(NodeProto conv) {
        List<Long> pads = Nodes.integers(conv, "pads");
        List<Long> strides = Nodes.integers(conv, "strides");
        long padding = pads.isEmpty() ? 0 : pads.get(0) + pads.get(2);
        long stride = strides.isEmpty() ? 1 : strides.get(0);
        int kernel = weight(conv.getInput(1)).shape().get(2);
        return Math.toIntExact((side(conv.getInput(0)) + padding - kernel) / stride + 1);
    }

    private String fresh(String stem) {
        return stem + "_rewritten_" + nextName++;
    }

    /** Returns the finished graph. */
    Rewritten build() {
        List<NodeProto> ordered = new NodeOrder(nodes, model.getGraph().getOutputList()).ordered();
        Set<String> used = new HashSet<>();
        ordered.forEach(node -> used.addAll(node.getInputList()));
        initializers.keySet().retainAll(used);
        weights.keySet().retainAll(used);
        GraphProto graph = model.getGraph().toBuilder()
                .clearNode()
                .addAllNode(ordered)
                .clearInitializer()
                .addAllInitializer(initializers.values())
                .clearInput()
                .addAllInput(inputs)
                .build();
        ModelProto.Builder built = model.toBuilder().setGraph(graph);
        if (ordered.stream().anyMatch(node -> node.getDomain().equals(RUNTIME_DOMAIN))) {
            built.addOpsetImport(
                    OperatorSetIdProto.newBuilder().setDomain(RUNTIME_DOMAIN).setVersion(1));
        }
        return new Rewritten(built.build().toByteArray(), weights);
    }
}
