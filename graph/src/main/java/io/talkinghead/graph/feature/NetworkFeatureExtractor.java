package io.talkinghead.graph.feature;

import com.google.common.collect.ImmutableMap;
import io.talkinghead.graph.network.Network;
import io.talkinghead.graph.network.NetworkEngine;
import io.talkinghead.graph.network.NetworkSession;
import io.talkinghead.graph.network.NetworkShapes;
import io.talkinghead.image.Frame;
import io.talkinghead.internal.run.Pool;
import io.talkinghead.spi.FeatureExtractor;
import io.talkinghead.spi.FeatureNet;
import java.util.Locale;
import java.util.Map;
import org.apiguardian.api.API;

/** A feature network, on any engine. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NetworkFeatureExtractor implements FeatureExtractor {
    private final FeatureNetFile file;
    private final NetworkSession session;

    private final Pool<NetworkSession.Call> calls;

    private NetworkFeatureExtractor(FeatureNetFile file, NetworkSession session) {
        this.file = file;
        this.session = session;
        calls = new Pool<>(session::newCall, NetworkSession.Call::close);
    }

    /** Starts a feature network. */
    public static NetworkFeatureExtractor open(FeatureNet net, NetworkEngine engine) {
        FeatureNetFile file = FeatureNetFile.of(net);
        return new NetworkFeatureExtractor(file, engine.open(network(file)));
    }

    /** Returns a feature network as engines get it. */
    public static Network network(FeatureNetFile file) {
        long resolution = file.resolution();
        String output = file.featureOutput();
        return new Network(
                "feature network " + file.name().toLowerCase(Locale.ROOT),
                file.read(),
                Map.of(),
                new NetworkShapes(
                        ImmutableMap.of(FeatureNetFile.INPUT, new long[] {1, 3, resolution, resolution}),
                        ImmutableMap.of(output, file.outputShape(output))));
    }

    @Override
    public int length() {
        return file.length();
    }

    @Override
    public float[] extract(Frame picture) {
        return calls.use(this::extract, picture);
    }

    private float[] extract(NetworkSession.Call call, Frame picture) {
        file.write(picture, call.buffer(FeatureNetFile.INPUT));
        call.run();
        return file.features(call.buffer(file.featureOutput()));
    }

    @Override
    public void close() {
        calls.close();
        session.close();
    }
}
