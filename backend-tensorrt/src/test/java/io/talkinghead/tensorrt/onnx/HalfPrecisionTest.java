package io.talkinghead.tensorrt.onnx;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OrtException;
import com.google.common.primitives.Floats;
import io.talkinghead.graph.net.EmbedderGraph;
import io.talkinghead.graph.net.GeneratorGraph;
import io.talkinghead.graph.net.NetworkEmbedder;
import io.talkinghead.graph.net.NetworkGenerator;
import io.talkinghead.graph.net.TurnedGraph;
import io.talkinghead.graph.network.Network;
import io.talkinghead.graph.onnx.OnnxModels;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Upsampling;
import io.talkinghead.model.Weights;
import io.talkinghead.testkit.Golden;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HalfPrecisionTest {
    private static final ModelBundle TURNED = Golden.turnedModel();

    static Stream<Network> heads() {
        return Stream.of(Golden.tinyModel(Upsampling.BLOCK_END), TURNED)
                .flatMap(model -> Stream.of(NetworkEmbedder.network(model), generator(model)));
    }

    private static Network generator(ModelBundle model) {
        return NetworkGenerator.network(model.spec(), model.weights());
    }

    private static GraphProto half(Network network) {
        return OnnxModels.parse(EngineModel.of(network, true).onnx()).getGraph();
    }

    /** Every value's type by its name, as the operators' definitions say. */
    private static Map<String, DataType> types(GraphProto graph) {
        Map<String, DataType> types = new HashMap<>();
        graph.getInitializerList()
                .forEach(constant -> types.put(constant.getName(), DataType.forNumber(constant.getDataType())));
        graph.getInputList().forEach(input -> types.put(input.getName(), DataType.FLOAT));
        for (NodeProto node : graph.getNodeList()) {
            DataType type = switch (node.getOpType()) {
                case "Greater" -> DataType.BOOL;
                case "Cast" -> DataType.forNumber((int) node.getAttribute(0).getI());
                default -> requireNonNull(types.get(node.getInput(0)));
            };
            node.getOutputList().forEach(output -> types.put(output, type));
        }
        return types;
    }

    @ParameterizedTest
    @MethodSource("heads")
    void types_ofAHead_areHalfForConvolutionsAndFullForNormsSamplesAndEnds(Network network) {
        GraphProto graph = half(network);
        Map<String, DataType> types = types(graph);
        for (NodeProto node : graph.getNodeList()) {
            Stream<DataType> inputs = node.getInputList().stream().map(types::get);
            switch (node.getOpType()) {
                case "Conv", "MatMul" -> assertThat(inputs).containsOnly(DataType.FLOAT16);
                case "InstanceNormalization", "Softmax", "Sigmoid", "Tanh", "GridSample", "Greater" ->
                    assertThat(inputs).as(node.getName()).containsOnly(DataType.FLOAT);
                case "Add", "Mul", "Sub", "Concat" ->
                    assertThat(inputs.distinct()).as(node.getName()).hasSize(1);
                case "Cast" ->
                    assertThat(types.get(node.getInput(0)))
                            .as(node.getName())
                            .isNotEqualTo(types.get(node.getOutput(0)));
                default -> {}
            }
        }
        assertThat(graph.getOutputList())
                .extracting(output -> types.get(output.getName()))
                .containsOnly(DataType.FLOAT);
    }

    @Test
    void types_ofWhatPlacesAreMadeOf_areFullBackToTheChoosingConvolution() {
        GraphProto graph = half(generator(TURNED));
        Map<String, DataType> types = types(graph);
        Map<String, NodeProto> makers = new HashMap<>();
        graph.getNodeList().forEach(node -> makers.put(node.getOutput(0), node));
        Deque<String> left = new ArrayDeque<>(Set.of(TurnedGraph.FLOW));
        graph.getNodeList().stream()
                .filter(node -> node.getOpType().equals("GridSample"))
                .forEach(node -> left.add(node.getInput(1)));
        assertThat(left).hasSize(8);
        Set<String> operators = new LinkedHashSet<>();
        while (!left.isEmpty()) {
            NodeProto maker = makers.get(left.pop());
            if (maker != null && types.get(maker.getInput(0)) == DataType.FLOAT16) {
                NodeProto slice = requireNonNull(makers.get(maker.getInput(0)));
                NodeProto convolution = requireNonNull(makers.get(slice.getInput(0)));
                assertThat(convolution.getInputList()).contains("motion.head.weight.half");
            } else if (maker != null) {
                operators.add(maker.getOpType());
                left.addAll(maker.getInputList());
            }
        }
        assertThat(operators).contains("Softmax", "Tanh", "Concat", "Resize", "AveragePool", "Greater", "Slice");
    }

    /** What docs/tensorrt.md says of the tiny test networks, like the next. */
    @ParameterizedTest
    @EnumSource(Upsampling.class)
    void outputs_ofAHeadOfLandmarks_areTheReferencesWithinTwoThousandths(Upsampling upsampling) throws OrtException {
        ModelBundle model = Golden.tinyModel(upsampling);
        Weights vectors = Golden.tensors("tiny-" + upsampling.id() + "/vectors.safetensors");
        float[] landmarks = Golden.part(vectors.tensor("in.landmarks"), 0);
        float[] photo = Golden.part(vectors.tensor("in.images"), 0);
        float[] embedding = Golden.part(vectors.tensor("out.embeddings"), 0);
        Map<String, float[]> embedded =
                run(NetworkEmbedder.network(model), Map.of(EmbedderGraph.INPUT, Floats.concat(landmarks, photo)));
        assertThat(meanDifference(embedded.get(EmbedderGraph.EMBEDDING), embedding))
                .isBetween(0.0, 1e-3 * Golden.range(embedding));
        Map<String, float[]> made = run(
                generator(model),
                Map.of(
                        GeneratorGraph.INPUT,
                        landmarks,
                        GeneratorGraph.PSI,
                        vectors.tensor("out.psi").toFloats()));
        float[] image = vectors.tensor("out.image").toFloats();
        assertThat(meanDifference(made.get(GeneratorGraph.IMAGE), image)).isBetween(1e-6, 2e-3);
    }

    @Test
    void outputs_ofAHeadThatTurns_areTheReferencesWithinAThousandthAlsoOfAPixel() throws OrtException {
        Weights vectors = Golden.tensors("guided-v3/networks.safetensors");
        float[] embedding = vectors.tensor("net.embedding").toFloats();
        Map<String, float[]> embedded = run(
                NetworkEmbedder.network(TURNED),
                Map.of(EmbedderGraph.INPUT, joined(vectors, "net.photo_landmarks", "net.photo")));
        assertThat(meanDifference(embedded.get(EmbedderGraph.EMBEDDING), embedding))
                .isBetween(0.0, 1e-3 * Golden.range(embedding));
        float[] lent = requireNonNull(embedded.get(EmbedderGraph.LENT));
        Map<String, float[]> made = run(
                generator(TURNED),
                Map.of(
                        GeneratorGraph.INPUT,
                        Golden.turnedInput(vectors),
                        TurnedGraph.GUIDE,
                        Floats.concat(vectors.tensor("net.photo").toFloats(), lent),
                        GeneratorGraph.PSI,
                        vectors.tensor("net.psi").toFloats()));
        float[] change = vectors.tensor("net.delta").toFloats();
        float[] flow = vectors.tensor("net.flow").toFloats();
        assertThat(meanDifference(made.get(TurnedGraph.CHANGE), change)).isBetween(1e-6, 1e-3);
        assertThat(meanDifference(made.get(TurnedGraph.FLOW), flow)).isBetween(1e-7, 1e-3);
    }

    private static Map<String, float[]> run(Network network, Map<String, float[]> inputs) throws OrtException {
        return RoundedRun.of(EngineModel.of(network, true), network.shapes(), inputs);
    }

    private static float[] joined(Weights vectors, String first, String second) {
        return Floats.concat(
                vectors.tensor(first).toFloats(), vectors.tensor(second).toFloats());
    }

    private static double meanDifference(float @Nullable [] a, float[] b) {
        assertThat(requireNonNull(a)).hasSameSizeAs(b);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((double) a[i] - b[i]);
        }
        return sum / a.length;
    }
}
