package io.talkinghead.graph.rewrite;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.talkinghead.graph.onnx.NodeBuilder;
import io.talkinghead.graph.onnx.OnnxModels;
import io.talkinghead.graph.onnx.OnnxTensors;
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

    private final ModelProto model;
    private final Map<String, Tensor> weights;
    private final Map<String, TensorProto> initializers = new LinkedHashMap<>();
    private final IndexedNodes nodes = new IndexedNodes();
    private final List<ValueInfoProto> inputs;
    private final List<ValueInfoProto> outputs;
    private final Set<String> names = new HashSet<>();
    private int nextName;

    Draft(byte[] bytes, Map<String, Tensor> weights) {
        model = OnnxModels.parse(bytes);
        this.weights = new LinkedHashMap<>(weights);
        model.getGraph().getInitializerList().forEach(each -> initializers.put(each.getName(), each));
        names.addAll(initializers.keySet());
        for (NodeProto node : model.getGraph().getNodeList()) {
            nodes.add(node);
            names.addAll(node.getOutputList());
        }
        inputs = model.getGraph().getInputList().stream().map(Draft::onePicture).toList();
        outputs = new ArrayList<>(model.getGraph().getOutputList());
    }

    /** Returns the nodes there are now, to go through while the graph changes. */
    List<NodeProto> nodes() {
        return nodes.all();
    }

    /** Returns the nodes of one operator. */
    List<NodeProto> nodes(String operator) {
        return nodes.all().stream()
                .filter(node -> node.getOpType().equals(operator))
                .toList();
    }

    /** Returns the node that makes a value; null for inputs, weights and constants. */
    @Nullable
    NodeProto maker(String value) {
        return nodes.maker(value);
    }

    /** Returns the node of this operator that makes a value, if it is one. */
    @Nullable
    NodeProto maker(String value, String operator) {
        NodeProto node = maker(value);
        return node != null && node.getOpType().equals(operator) ? node : null;
    }

    /** Returns the nodes that take a value. */
    List<NodeProto> users(String value) {
        return nodes.users(value);
    }

    boolean hasOneUse(String value) {
        List<NodeProto> users = nodes.users(value);
        return users.size() == 1
                && users.get(0).getInputList().stream().filter(value::equals).count() == 1;
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
                : OnnxTensors.longs(tensor);
    }

    /** Returns the values of a constant of floats that lies in the model, as such or widened from half floats; or nothing. */
    float @Nullable [] floats(String name) {
        @Nullable TensorProto tensor = inModel(name);
        return tensor == null ? null : OnnxTensors.floats(tensor);
    }

    /** Returns the same with its shape. */
    @Nullable
    Tensor constant(String name) {
        @Nullable TensorProto tensor = inModel(name);
        return tensor == null ? null : Tensor.of(shape(tensor), OnnxTensors.floats(tensor));
    }

    /** Returns the shape of such a constant alone; or nothing. */
    @Nullable
    List<Integer> shape(String name) {
        @Nullable TensorProto tensor = inModel(name);
        return tensor == null ? null : shape(tensor);
    }

    private static List<Integer> shape(TensorProto tensor) {
        return tensor.getDimsList().stream().map(Math::toIntExact).toList();
    }

    private @Nullable TensorProto inModel(String name) {
        NodeProto widened = maker(name, "Cast");
        TensorProto tensor = initializers.get(widened == null ? name : widened.getInput(0));
        if (tensor == null || OnnxTensors.isExternal(tensor)) {
            return null;
        }
        boolean half = tensor.getDataType() == TensorProto.DataType.FLOAT16.getNumber();
        return half || OnnxTensors.isFloat(tensor) ? tensor : null;
    }

    /** Tells whether a value is one of the whole network's outputs. */
    boolean isOutput(String name) {
        return outputs.stream().anyMatch(output -> output.getName().equals(name));
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
        initializers.put(name, OnnxTensors.external(name, tensor.shape()));
        weights.put(name, tensor);
        return name;
    }

    /** Adds a constant of whole numbers. */
    String addLongs(long... values) {
        return add(OnnxTensors.longs(values));
    }

    /** Adds a constant that lies in the model. */
    String add(TensorProto.Builder constant) {
        String name = fresh("constant");
        initializers.put(name, constant.setName(name).build());
        return name;
    }

    /** Makes a value an output as well. */
    void addOutput(String value) {
        TypeProto.Tensor.Builder floats =
                TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT.getNumber());
        outputs.add(ValueInfoProto.newBuilder()
                .setName(value)
                .setType(TypeProto.newBuilder().setTensorType(floats))
                .build());
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
        nodes.redirect(from, to);
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

    /** Returns an input of the whole network; null for other values. */
    @Nullable
    ValueInfoProto input(String name) {
        return inputs.stream()
                .filter(input -> input.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** A network may be rewritten more than once, so the number alone does not do. */
    private String fresh(String stem) {
        String name;
        do {
            name = stem + "_rewritten_" + nextName++;
        } while (!names.add(name));
        return name;
    }

    /** Returns the finished graph. */
    Rewritten build() {
        List<NodeProto> ordered = new NodeOrder(nodes.all(), outputs).ordered();
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
                .clearOutput()
                .addAllOutput(outputs)
                .build();
        ModelProto.Builder built = model.toBuilder().setGraph(graph);
        if (ordered.stream().anyMatch(node -> node.getDomain().equals(RUNTIME_DOMAIN))) {
            built.addOpsetImport(
                    OperatorSetIdProto.newBuilder().setDomain(RUNTIME_DOMAIN).setVersion(1));
        }
        return new Rewritten(built.build().toByteArray(), weights);
    }
}
