package io.talkinghead.graph.backend;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableMap;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.graph.network.Network;
import io.talkinghead.graph.network.NetworkEngine;
import io.talkinghead.graph.network.NetworkSession;
import io.talkinghead.model.Tensor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a backend has opened: each opening has a lease of a network, which may be shared with others, and the network stops with
 * its last lease. Closing a lease closes its own calls, and no one else's. Closing all closes what was forgotten, the latest
 * first. What is closed is forgotten here too: a backend may live long and open many.
 *
 * <p><b>Threading:</b> any number of threads, which open at the same time; whoever opens a network that another is starting
 * waits for it. Closing all waits for what is being opened.
 */
final class Leases implements AutoCloseable {
    private final ReadWriteLock gate = new ReentrantReadWriteLock();
    private final Set<AutoCloseable> open = Collections.synchronizedSet(new LinkedHashSet<>());
    /** Those that may be shared; also the lock under which all leases are counted. */
    private final Map<Key, Leased> shared = new HashMap<>();

    private boolean closed;

    /** Returns an engine whose networks are kept here, each started for one opening. */
    NetworkEngine single(NetworkEngine engine) {
        return network -> add(() -> lease(null, engine, network));
    }

    /**
     * Returns an engine that starts a network once, however often it is opened with the same weights: a thousand feed-forward
     * persons need one generator. A tuned person's own weights are other weights.
     */
    NetworkEngine shared(NetworkEngine engine) {
        return network -> add(() -> lease(Key.of(engine, network), engine, network));
    }

    /**
     * Opens something else and keeps it until all is closed.
     *
     * @throws IllegalStateException when all is closed
     */
    <T extends AutoCloseable> T add(Supplier<T> opener) {
        gate.readLock().lock();
        try {
            checkState(!closed, "this backend is closed");
            T opened = opener.get();
            open.add(opened);
            return opened;
        } finally {
            gate.readLock().unlock();
        }
    }

    private Lease lease(@Nullable Key key, NetworkEngine engine, Network wanted) {
        Leased network = take(key);
        try {
            return new Lease(network, network.started(() -> engine.open(wanted)));
        } catch (RuntimeException | Error e) {
            giveBack(network);
            throw e;
        }
    }

    private Leased take(@Nullable Key key) {
        synchronized (shared) {
            Leased network = key == null ? new Leased(null) : shared.computeIfAbsent(key, Leased::new);
            network.leases++;
            return network;
        }
    }

    private void giveBack(Leased network) {
        synchronized (shared) {
            if (--network.leases > 0) {
                return;
            }
            if (network.key != null) {
                shared.remove(network.key);
            }
        }
        network.stop();
    }

    @Override
    public void close() {
        gate.writeLock().lock();
        try {
            closed = true;
            List<AutoCloseable> forgotten = new ArrayList<>(open);
            Collections.reverse(forgotten);
            open.clear();
            for (AutoCloseable each : forgotten) {
                each.close();
            }
        } catch (Exception e) {
            throw new TalkingHeadException(ErrorCode.BACKEND_FAILED, "cannot close a network: " + e.getMessage(), e);
        } finally {
            gate.writeLock().unlock();
        }
    }

    private record Key(NetworkEngine engine, String name, ByteBuffer model, ImmutableMap<String, Tensor> weights) {
        static Key of(NetworkEngine engine, Network network) {
            // Tensors are equal when they are the same: comparing millions of numbers would cost what sharing saves.
            return new Key(
                    engine, network.name(), ByteBuffer.wrap(network.model()), ImmutableMap.copyOf(network.weights()));
        }

        /** Without the model's bytes: there may be millions, and few networks have the same name and weights. */
        @Override
        public int hashCode() {
            return 31 * name.hashCode() + weights.hashCode();
        }
    }

    /** A running network; its own lock makes others who open it wait while the first starts it. */
    private static final class Leased {
        /** Null when it is not to be shared. */
        final @Nullable Key key;
        /** Counted under the lock of all. */
        int leases;

        private @Nullable NetworkSession session;

        Leased(@Nullable Key key) {
            this.key = key;
        }

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

    /** One opening's part in a network. */
    private final class Lease implements NetworkSession {
        private final Leased network;
        private final NetworkSession session;
        private final Set<LeasedCall> calls = new HashSet<>();
        private final List<Held> held = new ArrayList<>();
        private boolean ended;

        Lease(Leased network, NetworkSession session) {
            this.network = network;
            this.session = session;
        }

        @Override
        public Call newCall() {
            synchronized (calls) {
                checkState(!ended, "the backend's network is closed");
                LeasedCall call = new LeasedCall(session.newCall(), calls);
                calls.add(call);
                return call;
            }
        }

        @Override
        public Held hold(String input, float[] values) {
            synchronized (calls) {
                checkState(!ended, "the backend's network is closed");
                Held taken = session.hold(input, values);
                held.add(taken);
                return taken;
            }
        }

        @Override
        public void close() {
            open.remove(this);
            List<LeasedCall> left;
            synchronized (calls) {
                if (ended) {
                    return;
                }
                ended = true;
                left = List.copyOf(calls);
                calls.clear();
            }
            try {
                left.forEach(call -> call.call.close());
                // Only now: no call of this lease runs with them any more.
                held.forEach(Held::close);
            } finally {
                giveBack(network);
            }
        }
    }

    /** A call that tells its lease when it is closed. */
    private static final class LeasedCall implements NetworkSession.Call {
        private final NetworkSession.Call call;
        private final Set<LeasedCall> left;

        LeasedCall(NetworkSession.Call call, Set<LeasedCall> left) {
            this.call = call;
            this.left = left;
        }

        @Override
        public FloatBuffer buffer(String name) {
            return call.buffer(name);
        }

        @Override
        public void take(NetworkSession.Held held) {
            call.take(held);
        }

        @Override
        public void run() {
            call.run();
        }

        @Override
        public void close() {
            synchronized (left) {
                left.remove(this);
            }
            call.close();
        }
    }
}
