package io.talkinghead.onnx;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.Maps;
import io.talkinghead.graph.EmbedderGraph;
import io.talkinghead.graph.NetworkGraph;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.spi.BackendOptions;
import io.talkinghead.spi.Embedder;
import java.util.Map;

/** The embedder on ONNX Runtime. */
final class OnnxEmbedder implements Embedder {
    private final ModelSpec spec;
    private final OnnxSession session;

    private OnnxEmbedder(ModelSpec spec, OnnxSession session) {
        this.spec = spec;
        this.session = session;
    }

    static OnnxEmbedder open(ModelBundle model, BackendOptions options) {
        NetworkGraph graph = EmbedderGraph.of(model.spec());
        var weights = Maps.asMap(graph.parameters(), model.weights()::tensor);
        return new OnnxEmbedder(model.spec(), OnnxSession.open("embedder", graph.model(), weights, options));
    }

    @Override
    public ModelSpec spec() {
        return spec;
    }

    @Override
    public float[] embed(float[] landmarkPicture, float[] photo) {
        int resolution = spec.resolution();
        int length = 3 * resolution * resolution;
        checkArgument(
                landmarkPicture.length == length && photo.length == length,
                "the embedder takes 3 x %s x %s values each",
                resolution,
                resolution);
        // Embedding happens once a photo, so its buffers are not worth keeping.
        try (OnnxSession.Call call = session.newCall(
                Map.of(EmbedderGraph.INPUT, new long[] {1, 6, resolution, resolution}),
                Map.of(EmbedderGraph.EMBEDDING, new long[] {1, spec.embedding()}))) {
            call.buffer(EmbedderGraph.INPUT).put(0, landmarkPicture).put(length, photo);
            call.run();
            float[] embedding = new float[spec.embedding()];
            call.buffer(EmbedderGraph.EMBEDDING).get(0, embedding);
            return embedding;
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
