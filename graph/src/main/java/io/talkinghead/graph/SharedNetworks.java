package io.talkinghead.graph;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableMap;
import io.talkinghead.model.Tensor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts a network once, however often it is opened with the same weights, and stops it when the last who opened it closes: a
 * thousand feed-forward persons need one generator. A tuned person's own weights are other weights.
 *
 * <p><b>Threading:</b> any number of threads. Opening waits for another opening of the same network, and is over at once then.
 */
public final class SharedNetworks implements NetworkEngine {
    private final NetworkEngine engine;
    private final Map<Key, Shared> running = new HashMap<>();

    /** Shares what {@code engine} starts. */
    public SharedNetworks(NetworkEngine engine) {
        this.engine = engine;
    }

    @Override
    public NetworkSession open(Network network) {
        // Tensors are equal when they are the same: comparing millions of numbers would cost what sharing saves.
        Key key = new Key(network.name(), ByteBuffer.wrap(network.model()), ImmutableMap.copyOf(network.weights()));
        Shared shared = take(key);
        try {
            return new Lease(key, shared, shared.started(() -> engine.open(network)));
        } catch (RuntimeException | Error e) {
            giveBack(key, shared);
            throw e;
        }
    }

    private synchronized Shared take(Key key) {
        Shared shared = running.computeIfAbsent(key, unused -> new Shared());
        shared.users++;
        return shared;
    }

    private synchronized void giveBack(Key key, Shared shared) {
        if (--shared.users == 0) {
            running.remove(key);
            shared.stop();
        }
    }

    private record Key(String name, ByteBuffer model, ImmutableMap<String, Tensor> weights) {
        /** Without the model's bytes: there may be millions, and few networks have the same name and weights. */
        @Override
        public int hashCode() {
            return 31 * name.hashCode() + weights.hashCode();
        }
    }

    /** A network for all who have it open; its own lock makes the others wait while the first starts it. */
    private static final class Shared {
        /** Counted under the lock of all. */
        int users;

        private @Nullable NetworkSession session;

        synchronized NetworkSession started(Supplier<NetworkSession> starting) {
            if (session == null) {
                session = starting.get();
            }
            return session;
        }

        synchronized void stop() {
            if (session != null) {
                session.close();
            }
        }
    }

    /** One opening's part in a network: closing it closes its own calls, and no one else's. */
    private final class Lease implements NetworkSession {
        private final Key key;
        private final Shared shared;
        private final NetworkSession session;
        private final Set<LeasedCall> calls = new HashSet<>();
        private boolean closed;

        Lease(Key key, Shared shared, NetworkSession session) {
            this.key = key;
            this.shared = shared;
            this.session = session;
        }

        @Override
        public Call newCall() {
            synchronized (calls) {
                checkState(!closed, "the backend's session is closed");
                LeasedCall call = new LeasedCall(session.newCall(), calls);
                calls.add(call);
                return call;
            }
        }

        @Override
        public void close() {
            List<LeasedCall> open;
            synchronized (calls) {
                if (closed) {
                    return;
                }
                closed = true;
                open = List.copyOf(calls);
                calls.clear();
            }
            open.forEach(call -> call.call.close());
            giveBack(key, shared);
        }
    }

    /** A call that tells its lease when it is closed. */
    private static final class LeasedCall implements NetworkSession.Call {
        private final NetworkSession.Call call;
        private final Set<LeasedCall> open;

        LeasedCall(NetworkSession.Call call, Set<LeasedCall> open) {
            this.call = call;
            this.open = open;
        }

        @Override
        public FloatBuffer buffer(String name) {
            return call.buffer(name);
        }

        @Override
        public void run() {
            call.run();
        }

        @Override
        public void close() {
            synchronized (open) {
                open.remove(this);
            }
            call.close();
        }
    }
}
