package io.talkinghead.djl.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.talkinghead.djl.TorchTest;
import io.talkinghead.face.Landmarks;
import io.talkinghead.graph.feature.VggNet;
import io.talkinghead.model.ContentWeights;
import io.talkinghead.testkit.DrawnFaces;
import io.talkinghead.tuning.ContentNetworks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The paper's content loss against one computed in loops. */
class VggContentTest extends TorchTest {
    private static final int SIDE = 32;
    private static final double[] VGG19_BGR = {103.939, 116.779, 123.68};
    private static final double[] FACE_BGR = {93.594, 104.7624, 129.1863};
    private static final List<Landmarks> FACES = List.of(DrawnFaces.landmarks(16, 16, 10));

    @TempDir
    private Path folder;

    @Test
    void content_bothNetworksOfTheUsers_isThePapersSum() {
        Path vgg19 = folder.resolve("vgg19.safetensors");
        Path face = folder.resolve("face.safetensors");
        PlainVgg plain19 = new PlainVgg(VggWeights.write(VggNet.VGG19, vgg19), 2, 2, 4, 4, 1);
        PlainVgg plainFace = new PlainVgg(VggWeights.write(VggNet.VGG_FACE, face), 2, 2, 3, 3, 1);
        NDArray made = random(1, DataType.FLOAT32, 1, 3, SIDE, SIDE).tanh();
        NDArray target = random(2, DataType.FLOAT32, 1, 3, SIDE, SIDE).tanh();
        double expected = 0.15 * difference(plain19, VGG19_BGR, made, target)
                + 0.025 * difference(plainFace, FACE_BGR, made, target);
        try (ContentLoss loss = open(vgg19, face)) {
            assertThat((double) loss.between(made, target, FACES).getFloat())
                    .isCloseTo(expected, within(1e-4 * expected));
            assertThat(loss.between(target, target, FACES).getFloat()).isZero();
        }
    }

    @Test
    void content_wrongFile_isRefused() throws Exception {
        Path text = Files.writeString(folder.resolve("vgg19.pth"), "not what it should be");
        assertThatThrownBy(() -> open(text, text))
                .hasMessageContaining("TH-303")
                .hasMessageContaining("vgg19.pth");
    }

    private ContentLoss open(Path vgg19, Path face) {
        // The paper's networks have the paper's weights, whatever the bundle says of the shipped ones.
        return ContentTerms.open(
                ContentNetworks.paper(vgg19, face), new ContentWeights(99, 99), manager, DataType.FLOAT32);
    }

    private static double difference(PlainVgg network, double[] mean, NDArray made, NDArray target) {
        List<double[]> a = network.taps(bgr(made, mean), SIDE);
        List<double[]> b = network.taps(bgr(target, mean), SIDE);
        assertThat(a).hasSize(5);
        double sum = 0;
        for (int tap = 0; tap < a.size(); tap++) {
            double difference = 0;
            for (int i = 0; i < a.get(tap).length; i++) {
                difference += Math.abs(a.get(tap)[i] - b.get(tap)[i]);
            }
            sum += difference / a.get(tap).length;
        }
        return sum;
    }

    private static double[] bgr(NDArray rgb, double[] mean) {
        float[] values = rgb.toFloatArray();
        double[] bgr = new double[values.length];
        int area = SIDE * SIDE;
        for (int i = 0; i < values.length; i++) {
            bgr[i] = (values[(2 - i / area) * area + i % area] + 1) * 127.5 - mean[i / area];
        }
        return bgr;
    }
}
