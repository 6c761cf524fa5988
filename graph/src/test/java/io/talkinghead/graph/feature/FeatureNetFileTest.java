package io.talkinghead.graph.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.talkinghead.spi.FeatureNet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureNetFileTest {
    private static final Set<String> CONSTANT = Set.of("Cast", "Mul");
    private static final Set<String> RUNNING = Set.of(
            "Conv", "Relu", "Add", "MaxPool", "AveragePool", "Pad", "Concat", "ReduceMean", "MatMul", "Identity");

    @ParameterizedTest
    @EnumSource(FeatureNetFile.class)
    void read_network_takesBatchesAndGivesTheOutputsDeclared(FeatureNetFile file) throws Exception {
        GraphProto graph = graph(file);
        assertThat(graph.getOutputList().stream().map(ValueInfoProto::getName))
                .containsExactlyElementsOf(file.outputs().keySet());
        assertThat(graph.getInputCount()).isEqualTo(1);
        assertThat(graph.getInput(0).getName()).isEqualTo(FeatureNetFile.INPUT);
        List<Dimension> sides =
                graph.getInput(0).getType().getTensorType().getShape().getDimList();
        assertThat(sides.get(0).getDimParam()).isEqualTo("N");
        assertThat(sides.get(1).getDimValue()).isEqualTo(3);
        assertThat(sides.get(2).getDimValue()).isEqualTo(file == FeatureNetFile.DESCRIPTOR ? file.resolution() : 0);
    }

    @ParameterizedTest
    @EnumSource(FeatureNetFile.class)
    void read_network_widensWeightsInConstantsAndRunsPlainOperatorsOnly(FeatureNetFile file) throws Exception {
        GraphProto graph = graph(file);
        Set<String> constants = new HashSet<>();
        graph.getInitializerList().stream().map(TensorProto::getName).forEach(constants::add);
        for (NodeProto node : graph.getNodeList()) {
            if (constants.containsAll(node.getInputList())) {
                assertThat(node.getOpType().equals("Add") || CONSTANT.contains(node.getOpType()))
                        .as(node.getOpType())
                        .isTrue();
                constants.add(node.getOutput(0));
            } else {
                assertThat(RUNNING).contains(node.getOpType());
            }
        }
        assertThat(graph.getInitializerList())
                .anyMatch(tensor -> tensor.getDataType() == TensorProto.DataType.UINT8.getNumber());
    }

    @Test
    void length_ofBoth_isTheOnePromised() {
        assertThat(FeatureNetFile.of(FeatureNet.FACE_DESCRIPTOR).length()).isEqualTo(128);
        assertThat(FeatureNetFile.of(FeatureNet.INCEPTION).length()).isEqualTo(288);
    }

    @Test
    void outputShape_unknownName_isRefusedNamingThoseThereAre() {
        assertThatThrownBy(() -> FeatureNetFile.DESCRIPTOR.outputShape("f9"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("f9")
                .hasMessageContaining("f4");
    }

    private static GraphProto graph(FeatureNetFile file) throws InvalidProtocolBufferException {
        return ModelProto.parseFrom(file.read()).getGraph();
    }
}
