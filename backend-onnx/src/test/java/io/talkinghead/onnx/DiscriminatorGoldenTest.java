package io.talkinghead.onnx;

import com.google.common.collect.Maps;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.graph.net.DiscriminatorGraph;
import io.talkinghead.graph.network.NetworkGraph;
import io.talkinghead.graph.network.NetworkShapes;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Upsampling;
import io.talkinghead.model.Weights;
import io.talkinghead.testkit.Golden;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiscriminatorGoldenTest {
    private static final double TOLERANCE = 1e-4;

    @ParameterizedTest
    @EnumSource(Upsampling.class)
    void score_realAndFake_areTheReferenceOnes(Upsampling upsampling) {
        Weights vectors = Golden.tensors("tiny-" + upsampling.id() + "/vectors.safetensors");
        Weights weights = Golden.tinyModel(upsampling).weights();
        Tensor rows = weights.tensor("discriminator.identity");
        ModelSpec spec = Golden.tiny(upsampling);
        try (Scorer scorer = new Scorer(spec, weights)) {
            float[] fake = vectors.tensor("out.image").toFloats();
            for (int i = 0; i < fake.length; i++) {
                fake[i] *= 0.9f;
            }
            Tensor images = vectors.tensor("in.images");
            for (int i = 0; i < images.shape().get(0); i++) {
                float[] landmarks = Golden.part(vectors.tensor("in.landmarks"), i);
                float[] identity = Golden.part(rows, i % rows.shape().get(0));
                float[] real = scorer.score(landmarks, Golden.part(images, i), identity);
                Golden.assertClose(real, Golden.part(vectors.tensor("out.score_real"), i), TOLERANCE);
                for (int k = 0; k <= ModelSpec.EMBEDDER_BLOCKS; k++) {
                    float[] expected = Golden.part(vectors.tensor("out.features_real." + k), i);
                    Golden.assertClose(scorer.features(k), expected, TOLERANCE);
                }
                float[] score = scorer.score(landmarks, fake, identity);
                Golden.assertClose(score, Golden.part(vectors.tensor("out.score_fake"), i), TOLERANCE);
            }
        }
    }

    /** A discriminator ready to run. */
    private static final class Scorer implements AutoCloseable {
        private final OnnxSession session;
        private final OnnxSession.Call call;

        Scorer(ModelSpec spec, Weights weights) {
            NetworkGraph graph = DiscriminatorGraph.of(spec);
            session = new OnnxSession(
                    new Company(),
                    OnnxSession.start(
                            "discriminator",
                            graph.model(),
                            Maps.asMap(graph.parameters(), weights::tensor),
                            EngineOptions.defaults()));
            int size = spec.resolution();
            Map<String, long[]> outputs = new LinkedHashMap<>();
            outputs.put(DiscriminatorGraph.SCORE, new long[] {1});
            for (int k = 0; k < ModelSpec.EMBEDDER_BLOCKS; k++) {
                size /= 2;
                outputs.put(
                        DiscriminatorGraph.FEATURES + k,
                        new long[] {1, spec.embedder().channels(k), size, size});
            }
            long width = spec.embedding();
            outputs.put(DiscriminatorGraph.FEATURES + ModelSpec.EMBEDDER_BLOCKS, new long[] {1, width, size, size});
            call = session.newCall(new NetworkShapes(
                    Map.of(
                            DiscriminatorGraph.INPUT,
                            new long[] {1, 6, spec.resolution(), spec.resolution()},
                            DiscriminatorGraph.IDENTITY,
                            new long[] {1, width}),
                    outputs));
        }

        float[] score(float[] landmarks, float[] image, float[] identity) {
            call.buffer(DiscriminatorGraph.INPUT).put(0, landmarks).put(landmarks.length, image);
            call.buffer(DiscriminatorGraph.IDENTITY).put(0, identity);
            call.run();
            return floats(DiscriminatorGraph.SCORE);
        }

        float[] features(int block) {
            return floats(DiscriminatorGraph.FEATURES + block);
        }

        private float[] floats(String name) {
            FloatBuffer buffer = call.buffer(name);
            float[] values = new float[buffer.capacity()];
            buffer.get(0, values);
            return values;
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
