package io.talkinghead.djl;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.Maps;
import io.talkinghead.graph.EmbedderGraph;
import io.talkinghead.graph.NetworkGraph;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.spi.BackendOptions;
import io.talkinghead.spi.Embedder;
import java.util.Map;

/** The embedder on DJL. */
record DjlEmbedder(ModelSpec spec, DjlNetwork network) implements Embedder {
    static DjlEmbedder open(ModelBundle model, BackendOptions options) {
        NetworkGraph graph = EmbedderGraph.of(model.spec());
        var weights = Maps.asMap(graph.parameters(), model.weights()::tensor);
        return new DjlEmbedder(model.spec(), DjlNetwork.open(graph.model(), weights, options));
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
        try (DjlCall call = new DjlCall(
                network,
                Map.of(EmbedderGraph.INPUT, new long[] {1, 6, resolution, resolution}),
                Map.of(EmbedderGraph.EMBEDDING, new long[] {1, spec.embedding()}))) {
            call.input(EmbedderGraph.INPUT).put(0, landmarkPicture).put(length, photo);
            call.run();
            float[] embedding = new float[spec.embedding()];
            call.output(EmbedderGraph.EMBEDDING).get(0, embedding);
            return embedding;
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
