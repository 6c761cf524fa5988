package io.talkinghead.tensorrt.onnx;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.InvalidProtocolBufferException;
import io.talkinghead.graph.face.FaceNet;
import io.talkinghead.graph.face.FaceNetFile;
import io.talkinghead.graph.feature.FeatureNetFile;
import io.talkinghead.graph.feature.NetworkFeatureExtractor;
import io.talkinghead.graph.net.NetworkEmbedder;
import io.talkinghead.graph.net.NetworkGenerator;
import io.talkinghead.graph.network.Network;
import io.talkinghead.graph.network.NetworkShapes;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Upsampling;
import io.talkinghead.model.Weights;
import io.talkinghead.testkit.Golden;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EngineModelTest {
    private static final ModelBundle TINY = Golden.tinyModel(Upsampling.BLOCK_END);

    static Stream<Network> networks() {
        return Stream.of(
                        Stream.of(FaceNetFile.values()).map(FaceNet::network),
                        Stream.of(FeatureNetFile.values()).map(NetworkFeatureExtractor::network),
                        Stream.of(NetworkEmbedder.network(TINY), NetworkGenerator.network(TINY.spec(), TINY.weights())))
                .flatMap(each -> each);
    }

    private static GraphProto graph(EngineModel model) {
        return proto(model).getGraph();
    }

    private static ModelProto proto(EngineModel model) {
        try {
            return ModelProto.parseFrom(model.onnx());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void onnx_anyNetwork_hasFixedShapesItsWeightsInsideAndOnlyWantedOutputs(Network network) {
        GraphProto graph = graph(EngineModel.of(network, true));
        Map<String, long[]> found = new LinkedHashMap<>();
        Stream.concat(graph.getInputList().stream(), graph.getOutputList().stream())
                .forEach(value -> found.put(value.getName(), sides(value)));
        Map<String, long[]> wanted = new LinkedHashMap<>(network.shapes().inputs());
        wanted.putAll(network.shapes().outputs());
        assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(wanted.keySet());
        found.forEach((name, shape) -> assertThat(shape).isEqualTo(wanted.get(name)));
        assertThat(graph.getInitializerList())
                .noneMatch(tensor -> tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void onnx_anyNetwork_keepsToWhatTensorRtTakes(Network network) {
        GraphProto graph = graph(EngineModel.of(network, true));
        assertThat(graph.getInitializerList())
                .extracting(TensorProto::getDataType)
                .isSubsetOf(DataType.FLOAT.getNumber(), DataType.FLOAT16.getNumber(), DataType.INT64.getNumber());
        // The operators of these networks in the parser's list, docs/operators.md of onnx-tensorrt.
        assertThat(graph.getNodeList())
                .extracting(NodeProto::getOpType)
                .isSubsetOf(
                        "Add",
                        "AveragePool",
                        "Cast",
                        "Clip",
                        "Concat",
                        "Conv",
                        "Gemm",
                        "Identity",
                        "InstanceNormalization",
                        "MatMul",
                        "MaxPool",
                        "Mul",
                        "PRelu",
                        "Pad",
                        "ReduceMean",
                        "ReduceSum",
                        "Relu",
                        "Reshape",
                        "Resize",
                        "Sigmoid",
                        "Slice",
                        "Softmax",
                        "Sub",
                        "Tanh",
                        "Transpose");
        assertNamesAreDefinedOnceBeforeUse(graph);
    }

    private static void assertNamesAreDefinedOnceBeforeUse(GraphProto graph) {
        Set<String> defined = new HashSet<>(Set.of(""));
        graph.getInputList()
                .forEach(input -> assertThat(defined.add(input.getName())).isTrue());
        graph.getInitializerList()
                .forEach(constant -> assertThat(defined.add(constant.getName())).isTrue());
        for (NodeProto node : graph.getNodeList()) {
            assertThat(defined).as(node.getName()).containsAll(node.getInputList());
            node.getOutputList()
                    .forEach(output -> assertThat(defined.add(output)).isTrue());
        }
        graph.getOutputList().forEach(output -> assertThat(defined).contains(output.getName()));
    }

    @Test
    void onnx_headInHalfPrecision_hasHalfConvolutionsAndFullNormsAndEnds() {
        GraphProto graph = graph(EngineModel.of(NetworkGenerator.network(TINY.spec(), TINY.weights()), true));
        Map<String, Boolean> half = new HashMap<>();
        graph.getInitializerList()
                .forEach(constant ->
                        half.put(constant.getName(), constant.getDataType() == DataType.FLOAT16.getNumber()));
        graph.getInputList().forEach(input -> half.put(input.getName(), false));
        for (NodeProto node : graph.getNodeList()) {
            boolean first = half.getOrDefault(node.getInput(0), false);
            switch (node.getOpType()) {
                case "Conv", "MatMul" -> assertThat(node.getInputList()).allMatch(half::get);
                case "InstanceNormalization", "Softmax", "Tanh" ->
                    assertThat(node.getInputList()).noneMatch(half::get);
                case "Add", "Mul", "Sub" ->
                    assertThat(node.getInputList())
                            .as(node.getName())
                            .allMatch(input -> half.getOrDefault(input, false) == first);
                default -> {}
            }
            boolean result = node.getOpType().equals("Cast")
                    ? node.getAttribute(0).getI() == DataType.FLOAT16.getNumber()
                    : first;
            node.getOutputList().forEach(output -> half.put(output, result));
        }
        graph.getOutputList()
                .forEach(output -> assertThat(half.get(output.getName())).isFalse());
    }

    @Test
    void hashes_otherWeights_keepTheGraphsAndChangeTheWeights() {
        ModelBundle other = Golden.tinyModel(Upsampling.BLOCK_END);
        Map<String, Tensor> changed = new LinkedHashMap<>(other.weights().tensors());
        Tensor bias = other.weights().tensor("generator.out.bias");
        float[] values = bias.toFloats();
        values[0] += 0.5f;
        changed.put("generator.out.bias", Tensor.of(bias.shape(), values));
        for (boolean half : List.of(true, false)) {
            EngineModel a = EngineModel.of(NetworkGenerator.network(TINY.spec(), TINY.weights()), half);
            EngineModel b = EngineModel.of(NetworkGenerator.network(TINY.spec(), new Weights(changed)), half);
            EngineModel again = EngineModel.of(NetworkGenerator.network(TINY.spec(), TINY.weights()), half);
            assertThat(b.graphHash()).isEqualTo(a.graphHash());
            assertThat(b.weightsHash()).isNotEqualTo(a.weightsHash());
            assertThat(Arrays.equals(again.onnx(), a.onnx())).isTrue();
            assertThat(again.weightsHash()).isEqualTo(a.weightsHash());
        }
        Network generator = NetworkGenerator.network(TINY.spec(), TINY.weights());
        assertThat(EngineModel.of(generator, true).graphHash())
                .isNotEqualTo(EngineModel.of(generator, false).graphHash());
    }

    private static Map<String, float[]> run(EngineModel model, NetworkShapes shapes, Map<String, float[]> inputs)
            throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
            return run(environment.createSession(rounded(model), options), shapes, inputs);
        }
    }

    /**
     * ONNX Runtime computes half floats as floats on the processor and rounds what leaves a chain of such nodes only. A node that
     * it does compute as half floats, behind every one, makes it round each value, as a GPU does.
     */
    private static byte[] rounded(EngineModel model) {
        GraphProto.Builder graph = graph(model).toBuilder().clearNode();
        for (NodeProto node : graph(model).getNodeList()) {
            NodeProto.Builder exact = node.toBuilder().clearOutput();
            node.getOutputList().forEach(output -> exact.addOutput(output + ".exact"));
            graph.addNode(exact);
            node.getOutputList()
                    .forEach(output -> graph.addNode(NodeProto.newBuilder()
                            .setOpType("Identity")
                            .setName(output + ".rounded")
                            .addInput(output + ".exact")
                            .addOutput(output)));
        }
        return proto(model).toBuilder().setGraph(graph).build().toByteArray();
    }

    private static Map<String, float[]> run(OrtSession opened, NetworkShapes shapes, Map<String, float[]> inputs)
            throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, float[]> values = new HashMap<>();
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try (OrtSession session = opened) {
            for (var input : inputs.entrySet()) {
                long[] shape = shapes.inputs().get(input.getKey());
                tensors.put(
                        input.getKey(),
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(input.getValue()), shape));
            }
            try (OrtSession.Result result = session.run(tensors)) {
                result.forEach(output -> {
                    FloatBuffer buffer = ((OnnxTensor) output.getValue()).getFloatBuffer();
                    float[] copy = new float[buffer.remaining()];
                    buffer.get(copy);
                    values.put(output.getKey(), copy);
                });
            }
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
        return values;
    }

    private static double meanDifference(float @Nullable [] a, float[] b) {
        requireNonNull(a);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((double) a[i] - b[i]);
        }
        return sum / a.length;
    }

    private static float[] join(float[] a, float[] b) {
        float[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static long[] sides(ValueInfoProto value) {
        return value.getType().getTensorType().getShape().getDimList().stream()
                .mapToLong(side -> side.getDimValue())
                .toArray();
    }
}
