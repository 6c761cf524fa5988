package io.talkinghead.graph.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.common.collect.ImmutableSet;
import io.talkinghead.graph.network.NetworkGraph;
import io.talkinghead.model.ParameterLayout;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Puts ONNX nodes together. Every method adds one operator and returns the name of its output.
 *
 * <p>Weights are declared external on first use, with the shapes of a {@link ParameterLayout}.
 *
 * <p><b>Threading:</b> one thread.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class GraphBuilder {
    private final GraphProto.Builder graph;
    private final Map<String, List<Integer>> layout;
    private final Set<String> parameters = new LinkedHashSet<>();
    private int nextName;

    /** Starts a graph with the shapes of its weights by name. */
    public GraphBuilder(String name, Map<String, List<Integer>> layout) {
        graph = GraphProto.newBuilder().setName(name);
        this.layout = layout;
    }

    /** Declares an input; a negative side is free. */
    public String input(String name, long... shape) {
        graph.addInput(value(name, shape));
        return name;
    }

    /** Names a value as an output. */
    public void output(String value, String name, long... shape) {
        graph.addNode(node("Identity", List.of(value), name));
        graph.addOutput(value(name, shape));
    }

    /** Returns the finished graph. */
    public NetworkGraph build() {
        return new NetworkGraph(OnnxModels.of(graph).toByteArray(), ImmutableSet.copyOf(parameters));
    }

    /** Declares a weight and returns its name. */
    public String parameter(String name) {
        List<Integer> shape = shape(name);
        if (parameters.add(name)) {
            graph.addInitializer(OnnxTensors.external(name, shape));
        }
        return name;
    }

    /** Returns how many channels a convolution gives. */
    public int outputChannels(String convolution) {
        return shape(convolution + ".weight").get(0);
    }

    /** Returns how many channels a convolution takes. */
    public int inputChannels(String convolution) {
        return shape(convolution + ".weight").get(1);
    }

    private List<Integer> shape(String name) {
        List<Integer> shape = layout.get(name);
        if (shape == null) {
            throw new IllegalArgumentException("the layout has no parameter " + name);
        }
        return shape;
    }

    /** Adds a list of equal numbers. */
    public String floats(int count, float value) {
        float[] values = new float[count];
        Arrays.fill(values, value);
        return add(OnnxTensors.floats(values));
    }

    /** Adds a list of whole numbers. */
    public String longs(long... values) {
        return add(OnnxTensors.longs(values));
    }

    private String add(TensorProto.Builder constant) {
        String name = fresh("constant");
        graph.addInitializer(constant.setName(name));
        return name;
    }

    /** A convolution with bias, padded so that the size stays. */
    public String conv(String x, String name) {
        int kernel = shape(name + ".weight").get(2);
        long pad = kernel / 2;
        NodeProto.Builder node =
                node("Conv", List.of(x, parameter(name + ".weight"), parameter(name + ".bias")), fresh("conv"));
        return add(node.addAttribute(Attributes.integers("kernel_shape", kernel, kernel))
                .addAttribute(Attributes.integers("pads", pad, pad, pad, pad)));
    }

    /** Halves height and width; of an odd side the last row or column is left out. */
    public String maxPool(String x) {
        return pool("MaxPool", x);
    }

    /** Takes the means of squares of four values: halves height and width. */
    public String averagePool(String x) {
        return pool("AveragePool", x);
    }

    private String pool(String operator, String x) {
        NodeProto.Builder node = node(operator, List.of(x), fresh("pool"));
        return add(node.addAttribute(Attributes.integers("kernel_shape", 2, 2))
                .addAttribute(Attributes.integers("strides", 2, 2)));
    }

    /** Makes mean and variance of each channel 0 and 1, then scales and shifts. */
    public String instanceNorm(String x, String scale, String bias, double epsilon) {
        return add(node("InstanceNormalization", List.of(x, scale, bias), fresh("norm"))
                .addAttribute(Attributes.number("epsilon", (float) epsilon)));
    }

    /** Doubles height and width, repeating each value. */
    public String upsample(String x) {
        NodeProto.Builder node = node("Resize", List.of(x, "", scales()), fresh("up"));
        return add(node.addAttribute(Attributes.text("mode", "nearest"))
                .addAttribute(Attributes.text("coordinate_transformation_mode", "asymmetric"))
                .addAttribute(Attributes.text("nearest_mode", "floor")));
    }

    private String scales() {
        return add(OnnxTensors.floats(1, 1, 2, 2));
    }

    /** Sums over height and width. */
    public String sumOverSpace(String x) {
        return add(node("ReduceSum", List.of(x, longs(2, 3)), fresh("sum"))
                .addAttribute(Attributes.integer("keepdims", 0)));
    }

    /** Sums over the channels and keeps their axis. */
    public String sumOverChannels(String x) {
        return add(
                node("ReduceSum", List.of(x, longs(1)), fresh("sum")).addAttribute(Attributes.integer("keepdims", 1)));
    }

    /** Sums over one axis, which goes. */
    public String sumOver(String x, long axis) {
        return add(node("ReduceSum", List.of(x, longs(axis)), fresh("sum"))
                .addAttribute(Attributes.integer("keepdims", 0)));
    }

    /** Changes the order of the axes. */
    public String transpose(String x, long... order) {
        return add(node("Transpose", List.of(x), fresh("transpose")).addAttribute(Attributes.integers("perm", order)));
    }

    /** Reshapes; 0 keeps a side, -1 takes what is left. */
    public String reshape(String x, long... shape) {
        return apply("Reshape", x, longs(shape));
    }

    /** Makes the last axis sum to 1. */
    public String softmaxOverLast(String x) {
        return add(node("Softmax", List.of(x), fresh("softmax")).addAttribute(Attributes.integer("axis", -1)));
    }

    /** Puts the channels of one behind the other's. */
    public String concatChannels(String a, String b) {
        return add(node("Concat", List.of(a, b), fresh("concat")).addAttribute(Attributes.integer("axis", 1)));
    }

    /** Takes channels {@code from} (inclusive) to {@code to} (exclusive). */
    public String channels(String x, long from, long to) {
        return apply("Slice", x, longs(from), longs(to), longs(1));
    }

    /** Adds an operator without attributes. */
    public String apply(String operator, String... inputs) {
        return add(node(operator, List.of(inputs), fresh(operator)));
    }

    /** Adds an operator without attributes whose result has a name of its own. */
    public String named(String output, String operator, String... inputs) {
        return add(node(operator, List.of(inputs), output));
    }

    private String add(NodeProto.Builder node) {
        graph.addNode(node);
        return node.getOutput(0);
    }

    private NodeProto.Builder node(String operator, List<String> inputs, String output) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .setName(output)
                .addAllInput(inputs)
                .addOutput(output);
    }

    private String fresh(String stem) {
        return stem + "_" + nextName++;
    }

    private static ValueInfoProto value(String name, long... shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (int axis = 0; axis < shape.length; axis++) {
            TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
            String free = axis == 0 ? "batch" : name + "_" + axis;
            dimensions.addDim(shape[axis] < 0 ? dimension.setDimParam(free) : dimension.setDimValue(shape[axis]));
        }
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                .setShape(dimensions);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
