package io.talkinghead.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.engine.EngineOptions;
import io.talkinghead.graph.feature.FeatureNetFile;
import io.talkinghead.graph.network.NetworkShapes;
import io.talkinghead.image.Frame;
import io.talkinghead.spi.FeatureNet;
import io.talkinghead.testkit.Golden;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureNetGoldenTest {
    private static final int STEP = 61;

    @ParameterizedTest
    @EnumSource(FeatureNet.class)
    void run_batchOfTwo_givesTheReferenceOutputsForEach(FeatureNet net) {
        FeatureNetFile file = FeatureNetFile.of(net);
        Frame picture = Golden.featurePicture(net);
        assertThat(picture.widthPx()).isEqualTo(file.resolution());
        long side = file.resolution();
        Map<String, long[]> outputs = new LinkedHashMap<>();
        file.outputs().forEach((name, shape) -> {
            long[] two = shape.clone();
            two[0] = 2;
            outputs.put(name, two);
        });
        try (OnnxSession session = new OnnxSession(
                        new Company(), OnnxSession.start("test", file.read(), Map.of(), EngineOptions.defaults()));
                OnnxSession.Call call = session.newCall(
                        new NetworkShapes(Map.of(FeatureNetFile.INPUT, new long[] {2, 3, side, side}), outputs))) {
            // The other picture of the batch is black, so that mixing the two up shows.
            FloatBuffer input = call.buffer(FeatureNetFile.INPUT);
            file.write(Frame.of(1, 1, new byte[3]), input);
            file.write(picture, input.slice(input.capacity() / 2, input.capacity() / 2));
            call.run();
            for (String output : file.outputs().keySet()) {
                float[] expected = Golden.features(net, output);
                FloatBuffer found = call.buffer(output);
                float[] sampled = new float[expected.length];
                for (int i = 0; i < sampled.length; i++) {
                    sampled[i] = found.get(found.capacity() / 2 + STEP * i);
                }
                Golden.assertClose(sampled, expected, 1e-3 * Golden.range(expected));
            }
        }
    }

    @Test
    void run_inceptionOnAnotherSize_givesSmallerMapsOfTheSameKind() {
        FeatureNetFile file = FeatureNetFile.INCEPTION;
        try (OnnxSession session = new OnnxSession(
                        new Company(), OnnxSession.start("test", file.read(), Map.of(), EngineOptions.defaults()));
                OnnxSession.Call call = session.newCall(new NetworkShapes(
                        Map.of(FeatureNetFile.INPUT, new long[] {1, 3, 96, 64}),
                        Map.of("mixed2", new long[] {1, 288, 9, 5})))) {
            FloatBuffer input = call.buffer(FeatureNetFile.INPUT);
            for (int i = 0; i < input.capacity(); i++) {
                input.put(i, i % 7 / 7f);
            }
            call.run();
            float[] features = file.features(call.buffer("mixed2"));
            assertThat(Golden.range(features)).isBetween(0.1f, 100f);
        }
    }

    @ParameterizedTest
    @EnumSource(FeatureNet.class)
    void write_greyPicture_scalesAndSubtractsTheMean(FeatureNet net) {
        FeatureNetFile file = FeatureNetFile.of(net);
        int area = file.resolution() * file.resolution();
        FloatBuffer input = FloatBuffer.allocate(3 * area);
        file.write(Frame.of(1, 1, new byte[] {(byte) 200, 100, 50}), input);
        for (int channel = 0; channel < 3; channel++) {
            float sample = 200 >> channel;
            float expected = (sample - file.mean(channel)) * file.scale();
            assertThat(input.get(channel * area + area / 2)).isEqualTo(expected);
        }
        assertThat(file.mean(0)).isEqualTo(net == FeatureNet.INCEPTION ? 0f : 122.782f);
    }
}
