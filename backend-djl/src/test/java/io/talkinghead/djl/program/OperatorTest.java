package io.talkinghead.djl.program;

import static io.talkinghead.djl.FiniteDifferences.assertGradient;
import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.common.primitives.Longs;
import io.talkinghead.djl.TorchTest;
import io.talkinghead.djl.net.Parameters;
import io.talkinghead.graph.onnx.GraphBuilder;
import io.talkinghead.graph.onnx.NodeBuilder;
import io.talkinghead.graph.onnx.OnnxModels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Runs graphs of one or a few operators, whose result is called {@link #OUT}. */
abstract class OperatorTest extends TorchTest {
    static final String OUT = "out";

    /** Loads a graph. */
    GraphProgram program(DataType type, Function<GraphBuilder, String> body) {
        return program(type, Map.of(), body);
    }

    /** Loads a graph with weights of these shapes. */
    GraphProgram program(DataType type, Map<String, List<Integer>> layout, Function<GraphBuilder, String> body) {
        GraphBuilder graph = new GraphBuilder("operator", layout);
        graph.output(body.apply(graph), OUT);
        return GraphProgram.load(graph.build().model(), manager, type);
    }

    /** Loads a single node that {@link GraphBuilder} does not make. */
    GraphProgram program(DataType type, GraphProto.Builder constants, NodeBuilder node) {
        constants.addNode(node.build(OUT)).addOutput(ValueInfoProto.newBuilder().setName(OUT));
        return GraphProgram.load(OnnxModels.of(constants).toByteArray(), manager, type);
    }

    static NDArray run(GraphProgram program, Map<String, NDArray> given) {
        return requireNonNull(program.run(given, Set.of(OUT)).get(OUT));
    }

    /** Asserts the gradients of a sum with random slopes by all numbers of these inputs. */
    void assertGradients(Function<GraphBuilder, String> body, Map<String, NDArray> inputs) {
        GraphProgram program = program(DataType.FLOAT64, body);
        try (Parameters parameters = new Parameters(manager, DataType.FLOAT64)) {
            Map<String, NDArray> given = new HashMap<>();
            inputs.forEach((name, value) -> {
                long[] shape = value.getShape().getShape();
                parameters.put(
                        name, Longs.asList(shape).stream().map(Math::toIntExact).toList(), floats(value));
                given.put(name, parameters.get(name));
            });
            NDArray slopes =
                    random(99, DataType.FLOAT64, run(program, given).getShape().getShape());
            for (String name : inputs.keySet()) {
                int[] places = IntStream.range(
                                0, (int) requireNonNull(given.get(name)).size())
                        .toArray();
                assertGradient(
                        parameters, name, () -> run(program, given).mul(slopes).sum(), places);
            }
        }
    }

    static float[] floats(NDArray array) {
        return array.toType(DataType.FLOAT32, true).toFloatArray();
    }

    static double[] doubles(NDArray array) {
        return array.toType(DataType.FLOAT64, true).toDoubleArray();
    }

    /** Makes a random picture, whose values a plain computation can take as {@code double}. */
    NDArray picture(long seed, DataType type, long... shape) {
        return random(seed, DataType.FLOAT32, shape).toType(type, true);
    }

    static double tolerance(DataType type) {
        return type == DataType.FLOAT32 ? 1e-5 : 1e-12;
    }
}
