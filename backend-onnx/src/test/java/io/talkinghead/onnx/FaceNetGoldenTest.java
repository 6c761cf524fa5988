package io.talkinghead.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.engine.EngineOptions;
import io.talkinghead.graph.face.FaceNet;
import io.talkinghead.graph.face.FaceNetFile;
import io.talkinghead.graph.rewrite.Rewriting;
import io.talkinghead.model.Weights;
import io.talkinghead.testkit.Golden;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaceNetGoldenTest {
    @ParameterizedTest
    @EnumSource(FaceNetFile.class)
    void run_referenceInput_givesTheReferenceOutputs(FaceNetFile file) {
        Weights vectors = Golden.tensors("face/nets.safetensors");
        String net = file.name().toLowerCase(Locale.ROOT) + ".";
        try (FaceNet network =
                FaceNet.open(file, OnnxNetwork.engine(EngineOptions.defaults(), Rewriting.standard(), new Company()))) {
            FaceNet.Call call = network.newCall();
            call.input().put(0, vectors.tensor(net + "in").toFloats());
            call.run();
            assertThat(file.outputs()).isNotEmpty();
            for (String output : file.outputs().keySet()) {
                float[] expected = vectors.tensor(net + output).toFloats();
                float[] found = new float[expected.length];
                call.output(output).get(0, found);
                float range = 0;
                for (float value : expected) {
                    range = Math.max(range, Math.abs(value));
                }
                Golden.assertClose(found, expected, 1e-3 * range);
            }
        }
    }
}
