package io.talkinghead.graph.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Longs;
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

    /** Tells whether the layout has a parameter. */
    public boolean has(String name) {
        return layout.containsKey(name);
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

    /** Adds an array of numbers. */
    public String constant(float[] values, long... shape) {
        String name = fresh("constant");
        graph.addInitializer(OnnxTensors.of(name, Longs.asList(shape), values));
        return name;
    }

    /** Adds a list of whole numbers. */
    public String longs(long... values) {
        return add(OnnxTensors.longs(values));
    }

    private String number(float value) {
        return add(OnnxTensors.number(value));
    }

    private String add(TensorProto.Builder constant) {
        String name = fresh("constant");
        graph.addInitializer(constant.setName(name));
        return name;
    }

    /** A convolution with bias, padded so that the size stays. */
    public String conv(String x, String name) {
        return add(convolution(x, name));
    }

    /** A convolution with bias that takes every {@code stride}-th place of each side, the first included. */
    public String conv(String x, String name, int stride) {
        return add(convolution(x, name).addAttribute(Attributes.integers("strides", stride, stride)));
    }

    private NodeProto.Builder convolution(String x, String name) {
        int kernel = shape(name + ".weight").get(2);
        long pad = kernel / 2;
        return node("Conv", List.of(x, parameter(name + ".weight"), parameter(name + ".bias")), fresh("conv"))
                .addAttribute(Attributes.integers("kernel_shape", kernel, kernel))
                .addAttribute(Attributes.integers("pads", pad, pad, pad, pad));
    }

    /** Halves height and width; of an odd side the last row or column is left out. */
    public String maxPool(String x) {
        return pool("MaxPool", x, 2);
    }

    /** Takes the means of squares of four values: halves height and width. */
    public String averagePool(String x) {
        return averagePool(x, 2);
    }

    /** Takes the means of squares of {@code side x side} values: divides height and width by the side. */
    public String averagePool(String x, int side) {
        return pool("AveragePool", x, side);
    }

    private String pool(String operator, String x, int side) {
        NodeProto.Builder node = node(operator, List.of(x), fresh("pool"));
        return add(node.addAttribute(Attributes.integers("kernel_shape", side, side))
                .addAttribute(Attributes.integers("strides", side, side)));
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

    /**
     * Makes height and width {@code scale} times as large by linear interpolation: centres of pixels at half places, clamped
     * edges, nothing smoothed where it shrinks.
     */
    public String resizeLinear(String x, float scale) {
        if (scale == 1) {
            return x;
        }
        NodeProto.Builder node =
                node("Resize", List.of(x, "", add(OnnxTensors.floats(1, 1, scale, scale))), fresh("resize"));
        return add(node.addAttribute(Attributes.text("mode", "linear"))
                .addAttribute(Attributes.text("coordinate_transformation_mode", "half_pixel")));
    }

    /**
     * Takes values of a picture [N, C, H, W] at places between its pixels, linearly, with clamped edges.
     *
     * @param grid [N, h, w, 2], x before y: -1 and 1 are the picture's edges, not the centres of its last pixels
     */
    public String gridSample(String x, String grid) {
        return add(node("GridSample", List.of(x, grid), fresh("sample"))
                .addAttribute(Attributes.text("mode", "bilinear"))
                .addAttribute(Attributes.text("padding_mode", "border"))
                .addAttribute(Attributes.integer("align_corners", 0)));
    }

    /** Sums over height and width. */
    public String sumOverSpace(String x) {
        return add(node("ReduceSum", List.of(x, longs(2, 3)), fresh("sum"))
                .addAttribute(Attributes.integer("keepdims", 0)));
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
        return softmaxOver(x, -1);
    }

    /** Makes an axis sum to 1; negative axes count from the end. */
    public String softmaxOver(String x, long axis) {
        return add(node("Softmax", List.of(x), fresh("softmax")).addAttribute(Attributes.integer("axis", axis)));
    }

    /** Keeps what is positive and multiplies the rest. */
    public String leakyRelu(String x, double alpha) {
        return add(
                node("LeakyRelu", List.of(x), fresh("leaky")).addAttribute(Attributes.number("alpha", (float) alpha)));
    }

    /** Moves what lies outside of a range to its nearer end. */
    public String clip(String x, float smallest, float largest) {
        return apply("Clip", x, number(smallest), number(largest));
    }

    /** Makes 1 of what is greater than zero and 0 of the rest. */
    public String isPositive(String x) {
        String greater = apply("Greater", x, number(0));
        return add(node("Cast", List.of(greater), fresh("cast"))
                .addAttribute(Attributes.integer("to", TensorProto.DataType.FLOAT.getNumber())));
    }

    /** Puts channels behind each other. */
    public String concatChannels(String... parts) {
        return concatChannels(List.of(parts));
    }

    /** Puts channels behind each other. */
    public String concatChannels(List<String> parts) {
        return add(node("Concat", parts, fresh("concat")).addAttribute(Attributes.integer("axis", 1)));
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
