package io.talkinghead.graph.net;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Floats;
import io.talkinghead.graph.network.Network;
import io.talkinghead.graph.network.NetworkEngine;
import io.talkinghead.graph.network.NetworkSession;
import io.talkinghead.graph.network.NetworkShapes;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.spi.Embedder;
import java.nio.FloatBuffer;
import org.apiguardian.api.API;

/** The embedder, on any engine. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NetworkEmbedder implements Embedder {
    private final ModelSpec spec;
    private final NetworkSession session;

    private NetworkEmbedder(ModelSpec spec, NetworkSession session) {
        this.spec = spec;
        this.session = session;
    }

    /** Starts a model's embedder. */
    public static NetworkEmbedder open(ModelBundle model, NetworkEngine engine) {
        return new NetworkEmbedder(model.spec(), engine.open(network(model)));
    }

    /** Returns a model's embedder as engines get it. */
    public static Network network(ModelBundle model) {
        ModelSpec spec = model.spec();
        int resolution = spec.resolution();
        ImmutableMap.Builder<String, long[]> outputs = ImmutableMap.builder();
        outputs.put(EmbedderGraph.EMBEDDING, new long[] {1, spec.embedding()});
        if (spec.conditioning() instanceof Conditioning.Turned turned && turned.lends()) {
            outputs.put(EmbedderGraph.LENT, new long[] {1, turned.lentValues(resolution)});
        }
        return Network.of(
                "embedder",
                EmbedderGraph.of(spec),
                model.weights()::tensor,
                new NetworkShapes(
                        ImmutableMap.of(EmbedderGraph.INPUT, new long[] {1, 6, resolution, resolution}),
                        outputs.buildOrThrow()));
    }

    @Override
    public ModelSpec spec() {
        return spec;
    }

    @Override
    public float[] embed(float[] landmarkPicture, float[] photo) {
        return run(landmarkPicture, photo, EmbedderGraph.EMBEDDING);
    }

    /** Returns what a photo guides the generator of a head that turns by: itself and what it lends, one map behind the other. */
    float[] guide(float[] landmarkPicture, float[] photo) {
        return Floats.concat(photo, run(landmarkPicture, photo, EmbedderGraph.LENT));
    }

    private float[] run(float[] landmarkPicture, float[] photo, String output) {
        int resolution = spec.resolution();
        int length = 3 * resolution * resolution;
        checkArgument(
                landmarkPicture.length == length && photo.length == length,
                "the embedder takes 3 x %s x %s values each",
                resolution,
                resolution);
        // Embedding happens once a photo, so its buffers are not worth keeping.
        try (NetworkSession.Call call = session.newCall()) {
            call.buffer(EmbedderGraph.INPUT).put(0, landmarkPicture).put(length, photo);
            call.run();
            FloatBuffer values = call.buffer(output);
            float[] result = new float[values.capacity()];
            values.get(0, result);
            return result;
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
