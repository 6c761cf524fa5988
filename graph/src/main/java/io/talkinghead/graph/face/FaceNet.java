package io.talkinghead.graph.face;

import com.google.common.collect.ImmutableMap;
import io.talkinghead.graph.network.Network;
import io.talkinghead.graph.network.NetworkEngine;
import io.talkinghead.graph.network.NetworkSession;
import io.talkinghead.graph.network.NetworkShapes;
import java.nio.FloatBuffer;
import java.util.Locale;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * One of the face networks, on any engine.
 *
 * <p><b>Threading:</b> {@link #newCall()} from any thread. After {@code close()} every call is an
 * {@link IllegalStateException}.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FaceNet implements AutoCloseable {
    private final NetworkSession session;

    private FaceNet(NetworkSession session) {
        this.session = session;
    }

    /** Starts a face network. */
    public static FaceNet open(FaceNetFile file, NetworkEngine engine) {
        return new FaceNet(engine.open(network(file)));
    }

    /** Returns a face network as engines get it. */
    public static Network network(FaceNetFile file) {
        long resolution = file.resolution();
        return new Network(
                        "face network " + file.name().toLowerCase(Locale.ROOT),
                        file.read(),
                        Map.of(),
                        new NetworkShapes(
                                ImmutableMap.of(FaceNetFile.INPUT, new long[] {1, 3, resolution, resolution}),
                                file.outputs()))
                .with(Network.Operations.TINY);
    }

    /** Allocates the buffers for one run at a time; reuse it for many. */
    public Call newCall() {
        return new Call(session.newCall());
    }

    @Override
    public void close() {
        session.close();
    }

    /** Buffers in and out, for one thread at a time; absolute access only. They go with the network at the latest. */
    public static final class Call implements AutoCloseable {
        private final NetworkSession.Call call;

        private Call(NetworkSession.Call call) {
            this.call = call;
        }

        /** Returns the input, 3 x R x R planar RGB. */
        public FloatBuffer input() {
            return call.buffer(FaceNetFile.INPUT);
        }

        /** Runs the network. */
        public void run() {
            call.run();
        }

        /** Returns an output by its name. */
        public FloatBuffer output(String name) {
            return call.buffer(name);
        }

        @Override
        public void close() {
            call.close();
        }
    }
}
