package io.talkinghead.tensorrt.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.talkinghead.graph.face.FaceNet;
import io.talkinghead.graph.face.FaceNetFile;
import io.talkinghead.graph.feature.FeatureNetFile;
import io.talkinghead.graph.feature.NetworkFeatureExtractor;
import io.talkinghead.graph.net.NetworkEmbedder;
import io.talkinghead.graph.net.NetworkGenerator;
import io.talkinghead.graph.network.Network;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Upsampling;
import io.talkinghead.model.Weights;
import io.talkinghead.testkit.Golden;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EngineModelTest {
    private static final ModelBundle TINY = Golden.tinyModel(Upsampling.BLOCK_END);
    private static final ModelBundle TURNED = Golden.turnedModel();

    static Stream<Network> networks() {
        return Stream.of(
                        Stream.of(FaceNetFile.values()).map(FaceNet::network),
                        Stream.of(FeatureNetFile.values()).map(NetworkFeatureExtractor::network),
                        Stream.of(TINY, TURNED)
                                .flatMap(model -> Stream.of(
                                        NetworkEmbedder.network(model),
                                        NetworkGenerator.network(model.spec(), model.weights()))))
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
                        "Greater",
                        "GridSample",
                        "Identity",
                        "InstanceNormalization",
                        "LeakyRelu",
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
        graph.getNodeList().forEach(EngineModelTest::assertIsOfATakenKind);
    }

    /** What TensorRT has a layer of its own for, operators.md and the parser again. */
    private static void assertIsOfATakenKind(NodeProto node) {
        Map<String, Object> attributes = new HashMap<>();
        node.getAttributeList()
                .forEach(each -> attributes.put(
                        each.getName(),
                        each.getType() == AttributeProto.AttributeType.STRING
                                ? each.getS().toStringUtf8()
                                : each.getI()));
        switch (node.getOpType()) {
            case "GridSample" ->
                assertThat(attributes)
                        .isEqualTo(Map.of("mode", "bilinear", "padding_mode", "border", "align_corners", 0L));
            case "Resize" ->
                assertThat(attributes)
                        .isIn(
                                Map.of("mode", "linear", "coordinate_transformation_mode", "half_pixel"),
                                Map.of(
                                        "mode",
                                        "nearest",
                                        "coordinate_transformation_mode",
                                        "asymmetric",
                                        "nearest_mode",
                                        "floor"));
            case "Cast" ->
                assertThat(attributes.get("to"))
                        .isIn((long) DataType.FLOAT.getNumber(), (long) DataType.FLOAT16.getNumber());
            default -> {}
        }
    }

    private static void assertNamesAreDefinedOnceBeforeUse(GraphProto graph) {
        Set<String> defined = new HashSet<>(Set.of(""));
        graph.getInputList()
                .forEach(input -> assertThat(defined.add(input.getName())).isTrue());
        graph.getInitializerList()
                .forEach(constant -> assertThat(defined.add(constant.getName())).isTrue());
        assertThat(graph.getNodeList().stream().map(NodeProto::getName).filter(name -> !name.isEmpty()))
                .doesNotHaveDuplicates();
        for (NodeProto node : graph.getNodeList()) {
            assertThat(defined).as(node.getName()).containsAll(node.getInputList());
            node.getOutputList()
                    .forEach(output -> assertThat(defined.add(output)).isTrue());
        }
        graph.getOutputList().forEach(output -> assertThat(defined).contains(output.getName()));
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

    private static long[] sides(ValueInfoProto value) {
        return value.getType().getTensorType().getShape().getDimList().stream()
                .mapToLong(side -> side.getDimValue())
                .toArray();
    }
}
