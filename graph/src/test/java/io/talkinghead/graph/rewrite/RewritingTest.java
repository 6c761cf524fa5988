package io.talkinghead.graph.rewrite;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import com.google.protobuf.InvalidProtocolBufferException;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.graph.face.FaceNet;
import io.talkinghead.graph.face.FaceNetFile;
import io.talkinghead.graph.net.GeneratorGraph;
import io.talkinghead.graph.network.NetworkGraph;
import io.talkinghead.graph.onnx.OnnxModels;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.ParameterLayout;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Upsampling;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each rewriting finds its place in the networks. That results stay the same is tested where an engine is at hand. */
class RewritingTest {
    private static final ModelSpec START = spec(Upsampling.BLOCK_START);
    private static final ModelSpec END = spec(Upsampling.BLOCK_END);

    private static final ModelSpec TURNED = ModelSpec.turning().withBottleneckBlocks(1);

    private static ModelSpec spec(Upsampling upsampling) {
        return ModelSpec.paper()
                .withChannels(8, 16)
                .withResolution(64)
                .withUpsampling(upsampling)
                .withBottleneckBlocks(1);
    }

    @Test
    void foldedAdaIn_generator_leavesNoProductButTheAttentions() {
        Multiset<String> operators = operators(rewritten(START, Set.of(Rewriting.FOLDED_ADAIN)));
        assertThat(operators.count("Mul")).isEqualTo(2);
        assertThat(operators.count("Split")).isEqualTo(1);
        assertThat(operators.count("Slice")).isZero();
    }

    @Test
    void loweredAttention_blockEnd_attendsOverAQuarterOfThePlaces() {
        Rewritten network = rewritten(END, Set.of(Rewriting.LOWERED_ATTENTION));
        // 64 px, enlarged twice from 4 x 4: 16 x 16 places before, 8 x 8 now, as in the attention on the way down.
        assertThat(constants(network)).doesNotContain(List.of(0L, 16L, 256L)).contains(List.of(0L, 16L, 64L));
    }

    @Test
    void upsampledConvolution_blockStart_leavesTheSkipsEnlargedOnly() {
        assertThat(operators(rewritten(START, Set.of())).count("Resize")).isEqualTo(8);
        Set<Rewriting> both = Set.of(Rewriting.LOWERED_UPSAMPLE, Rewriting.UPSAMPLED_CONVOLUTION);
        assertThat(operators(rewritten(START, both)).count("Resize")).isEqualTo(4);
    }

    @Test
    void pooledConvolution_generator_poolsWhatGoesIntoTheSkips() {
        Rewritten network = rewritten(START, Set.of(Rewriting.POOLED_CONVOLUTION));
        List<NodeProto> pools = nodes(network).stream()
                .filter(node -> node.getOpType().equals("AveragePool"))
                .toList();
        assertThat(pools).hasSize(ModelSpec.GENERATOR_BLOCKS);
        Set<String> convolved = Set.copyOf(nodes(network).stream()
                .filter(node -> node.getOpType().equals("Conv"))
                .map(node -> node.getInput(0))
                .toList());
        assertThat(pools).allMatch(pool -> convolved.contains(pool.getOutput(0)));
    }

    @Test
    void splitConvolution_headThatTurns_convolvesWhatIsLentApartFromTheOcclusion() {
        assertThat(convolvedChannels(rewritten(TURNED, Set.of()))).contains(17, 49, 97, 23);
        assertThat(convolvedChannels(rewritten(TURNED, Set.of(Rewriting.SPLIT_CONVOLUTION))))
                .contains(16, 48, 96, 1, 7)
                .doesNotContain(17, 49, 97, 23);
    }

    @Test
    void gatheredSample_headThatTurns_leavesSmallSamplesToTheEngine() {
        assertThat(operators(rewritten(TURNED, Set.of())).count("GridSample")).isEqualTo(7);
        Multiset<String> operators = operators(rewritten(TURNED, Set.of(Rewriting.GATHERED_SAMPLE)));
        assertThat(operators.count("GridSample")).isEqualTo(3);
        // One for the photo, one for each corner of what three blocks lend.
        assertThat(operators.count("Gather")).isEqualTo(13);
    }

    @Test
    void multipliedResize_headThatTurns_leavesSmallMapsToTheEngine() {
        assertThat(operators(rewritten(TURNED, Set.of())).count("Resize")).isEqualTo(17);
        assertThat(operators(rewritten(TURNED, Set.of(Rewriting.MULTIPLIED_RESIZE)))
                        .count("Resize"))
                .isEqualTo(11);
    }

    @Test
    void flooredAttention_generator_floorsBoth() {
        assertThat(operators(rewritten(START, Set.of(Rewriting.FLOORED_ATTENTION)))
                        .count("Max"))
                .isEqualTo(2);
    }

    private static List<Integer> convolvedChannels(Rewritten network) {
        return nodes(network).stream()
                .filter(node -> node.getOpType().equals("Conv"))
                .map(node -> requireNonNull(network.weights().get(node.getInput(1)))
                        .shape()
                        .get(1))
                .toList();
    }

    @Test
    void blockedPRelu_faceMesh_leavesNone() {
        byte[] faceMesh = FaceNet.network(FaceNetFile.FACEMESH).model();
        assertThat(operators(Rewriting.apply(faceMesh, Map.of(), Set.of())).count("PRelu"))
                .isPositive();
        assertThat(operators(Rewriting.apply(faceMesh, Map.of(), Set.of(Rewriting.BLOCKED_PRELU)))
                        .count("PRelu"))
                .isZero();
    }

    @Test
    void filledChannels_blazeFace_leavesWholeBlocks() {
        byte[] blazeFace = FaceNet.network(FaceNetFile.BLAZEFACE).model();
        assertThat(groups(Rewriting.apply(blazeFace, Map.of(), Set.of()))).contains(24L, 48L, 96L);
        assertThat(groups(Rewriting.apply(blazeFace, Map.of(), Set.of(Rewriting.FILLED_CHANNELS))))
                .contains(32L, 48L, 96L)
                .doesNotContain(24L);
    }

    /** How many channels convolutions of each by itself have. */
    private static List<Long> groups(Rewritten network) {
        return nodes(network).stream()
                .flatMap(node -> node.getAttributeList().stream())
                .filter(attribute -> attribute.getName().equals("group"))
                .map(AttributeProto::getI)
                .toList();
    }

    @Test
    void fusedAttention_standard_isLeftOut() {
        assertThat(operators(rewritten(START, Rewriting.standard())).count("MultiHeadAttention"))
                .isZero();
        assertThat(operators(rewritten(START, Set.of(Rewriting.FUSED_ATTENTION)))
                        .count("MultiHeadAttention"))
                .isEqualTo(2);
    }

    @Test
    void fusedAttention_amongAll_leavesNoProductToFloor() {
        Multiset<String> operators = operators(rewritten(START, EnumSet.allOf(Rewriting.class)));
        assertThat(operators.count("MultiHeadAttention")).isEqualTo(2);
        assertThat(operators.count("Max")).isZero();
    }

    @Test
    void apply_all_handsOutExactlyTheWeightsTheModelNames() {
        for (ModelSpec spec : List.of(START, END)) {
            Rewritten network = rewritten(spec, Rewriting.standard());
            assertThat(network.weights().keySet())
                    .containsExactlyInAnyOrderElementsOf(parsed(network).getGraph().getInitializerList().stream()
                            .filter(each -> each.getExternalDataCount() > 0)
                            .map(each -> each.getName())
                            .toList());
        }
    }

    @Test
    void apply_weightMissing_isRefusedByName() {
        NetworkGraph graph = GeneratorGraph.of(START);
        Map<String, Tensor> weights = new HashMap<>(weights(START, graph));
        weights.remove("generator.out.bias");
        assertThatThrownBy(() -> Rewriting.apply(graph.model(), weights, Rewriting.standard()))
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID))
                .hasMessageContaining("generator.out.bias");
    }

    @Test
    void apply_noModelOrABrokenGraph_isRefused() {
        byte[] noOnnx = "no model".getBytes(StandardCharsets.UTF_8);
        NetworkGraph graph = GeneratorGraph.of(START);
        GraphProto.Builder broken = OnnxModels.parse(graph.model()).getGraph().toBuilder();
        broken.getNodeBuilderList().forEach(NodeProto.Builder::clearInput);
        Map<String, Tensor> weights = weights(START, graph);
        for (byte[] model : List.of(noOnnx, OnnxModels.of(broken).toByteArray())) {
            assertThatThrownBy(() -> Rewriting.apply(model, weights, Rewriting.standard()))
                    .isInstanceOfSatisfying(
                            TalkingHeadException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID));
        }
    }

    private static Rewritten rewritten(ModelSpec spec, Set<Rewriting> chosen) {
        NetworkGraph graph = GeneratorGraph.of(spec);
        return Rewriting.apply(graph.model(), weights(spec, graph), chosen);
    }

    private static Map<String, Tensor> weights(ModelSpec spec, NetworkGraph graph) {
        Map<String, Tensor> weights = new HashMap<>();
        ParameterLayout.generator(spec).forEach((name, shape) -> {
            if (graph.parameters().contains(name)) {
                weights.put(name, Tensor.of(shape, new float[shape.stream().reduce(1, Math::multiplyExact)]));
            }
        });
        return weights;
    }

    private static Multiset<String> operators(Rewritten network) {
        Multiset<String> operators = HashMultiset.create();
        nodes(network).forEach(node -> operators.add(node.getOpType()));
        return operators;
    }

    private static List<List<Long>> constants(Rewritten network) {
        return parsed(network).getGraph().getInitializerList().stream()
                .map(each -> each.getInt64DataList())
                .toList();
    }

    private static List<NodeProto> nodes(Rewritten network) {
        return parsed(network).getGraph().getNodeList();
    }

    private static ModelProto parsed(Rewritten network) {
        try {
            return ModelProto.parseFrom(network.model());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
