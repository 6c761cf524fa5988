package io.talkinghead.graph.feature;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.talkinghead.graph.net.VggGraph;
import io.talkinghead.graph.network.NetworkGraph;
import io.talkinghead.internal.file.HalfFloats;
import io.talkinghead.model.Safetensors;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VggNetTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(VggNet.class)
    void graph_ofBoth_hasThePapersLayersAndStopsAtTheLast(VggNet net) throws Exception {
        NetworkGraph built = net.graph();
        GraphProto graph = ModelProto.parseFrom(built.model()).getGraph();
        assertThat(graph.getOutputList().stream().map(ValueInfoProto::getName))
                .containsExactlyElementsOf(VggGraph.TAPS);
        assertThat(built.parameters()).containsExactlyElementsOf(net.layout().keySet());
        List<String> operators =
                graph.getNodeList().stream().map(NodeProto::getOpType).toList();
        // conv5_1 is the 13th convolution of VGG19 and the 11th of VGG16.
        assertThat(operators.stream().filter("Conv"::equals)).hasSize(net == VggNet.VGG19 ? 13 : 11);
        assertThat(operators.stream().filter("MaxPool"::equals)).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"features.", "module.features."})
    void read_torchvisionNames_findsTheRightLayers(String prefix) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        int[] vgg16 = {0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28};
        List<String> names = List.copyOf(VggNet.VGG_FACE.layout().keySet());
        for (int i = 0; i < vgg16.length; i++) {
            // Those behind conv5_1 are in a file too.
            int known = Math.min(i, 10);
            for (String part : List.of("weight", "bias")) {
                String name = names.get(2 * known).replace("weight", part);
                tensors.put(prefix + vgg16[i] + "." + part, filled(shape(name), i));
            }
        }
        tensors.put("classifier.0.weight", filled(List.of(2, 2), 0));
        Weights read = VggNet.VGG_FACE.read(file(tensors));
        assertThat(read.tensors().keySet()).containsExactlyElementsOf(names);
        assertThat(read.tensor("conv4_3.weight").toFloats()[0]).isEqualTo(9);
        assertThat(read.tensor("conv5_1.bias").toFloats()[0]).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"conv", "conv_", "net.conv"})
    void read_caffeNames_areKnownToo(String prefix) {
        Weights read = VggNet.VGG_FACE.read(file(face(name -> name.replace("conv", prefix))));
        assertThat(read.tensors().keySet())
                .containsExactlyElementsOf(VggNet.VGG_FACE.layout().keySet());
    }

    @Test
    void read_firstLayer_takesRgbInstead() {
        Map<String, Tensor> tensors = face(UnaryOperator.identity());
        float[] bgr = new float[64 * 3 * 9];
        for (int i = 0; i < bgr.length; i++) {
            bgr[i] = i;
        }
        tensors.put("conv1_1.weight", Tensor.of(List.of(64, 3, 3, 3), bgr));
        float[] rgb =
                VggNet.VGG_FACE.read(file(tensors)).tensor("conv1_1.weight").toFloats();
        // Kernel 5, red, place 4: what was the third of the file's channels.
        assertThat(rgb[5 * 27 + 4]).isEqualTo(5 * 27 + 2 * 9 + 4);
        assertThat(rgb[5 * 27 + 9 + 4]).isEqualTo(5 * 27 + 9 + 4);
        assertThat(rgb[5 * 27 + 2 * 9 + 4]).isEqualTo(5 * 27 + 4);
        assertThat(VggNet.VGG_FACE.mean(0)).isEqualTo(129.1863f);
        assertThat(VggNet.VGG19.mean(2)).isEqualTo(103.939f);
    }

    @Test
    void read_otherNetworkOrDamagedFile_isRefusedSayingWhat() throws Exception {
        Map<String, Tensor> tensors = face(UnaryOperator.identity());
        assertRefused(VggNet.VGG19, tensors, "no tensor conv3_4.weight", "features.16.weight");
        assertRefused(VggNet.VGG_FACE, with(tensors, "conv3_4.weight", filled(List.of(1), 0)), "conv3_4");
        assertRefused(VggNet.VGG_FACE, with(tensors, "features.1.running_mean", filled(List.of(1), 0)), "features.1");
        assertRefused(VggNet.VGG_FACE, with(tensors, "features.0.bias", filled(List.of(64), 0)), "two tensors");
        assertRefused(VggNet.VGG_FACE, with(tensors, "conv2_1.bias", filled(List.of(64), 0)), "[64], not [128]");
        assertRefused(VggNet.VGG_FACE, with(tensors, "conv2_1.bias", filled(List.of(128), Float.NaN)), "NaN");
        Path text = Files.writeString(folder.resolve("text"), "no weights, but a text of some length");
        assertThatThrownBy(() -> VggNet.VGG19.read(text)).hasMessageContaining("TH-303");
        assertThatThrownBy(() -> VggNet.VGG19.read(folder.resolve("none"))).hasMessageContaining("none");
    }

    private void assertRefused(VggNet net, Map<String, Tensor> tensors, String... says) {
        Path file = file(tensors);
        assertThatThrownBy(() -> net.read(file))
                .hasMessageContaining("TH-303")
                .hasMessageContaining("vgg.safetensors")
                .hasMessageContainingAll(says);
    }

    private static Map<String, Tensor> with(Map<String, Tensor> tensors, String name, Tensor tensor) {
        Map<String, Tensor> changed = new LinkedHashMap<>(tensors);
        changed.put(name, tensor);
        return changed;
    }

    private static Map<String, Tensor> face(UnaryOperator<String> rename) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        VggNet.VGG_FACE.layout().forEach((name, shape) -> tensors.put(rename.apply(name), filled(shape, 0.5f)));
        return tensors;
    }

    private static List<Integer> shape(String name) {
        return requireNonNull(VggNet.VGG_FACE.layout().get(name));
    }

    /** In 16 bits, which keeps the files small. */
    private static Tensor filled(List<Integer> shape, float value) {
        int count = shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
        ByteBuffer bytes = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
        short half = HalfFloats.fromFloat(value);
        for (int i = 0; i < count; i++) {
            bytes.putShort(half);
        }
        return Tensor.of(Tensor.Type.F16, shape, bytes.flip());
    }

    private Path file(Map<String, Tensor> tensors) {
        Path file = folder.resolve("vgg.safetensors");
        Safetensors.write(file, new Weights(tensors));
        return file;
    }
}
