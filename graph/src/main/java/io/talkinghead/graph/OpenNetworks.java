package io.talkinghead.graph;

import static com.google.common.base.Preconditions.checkState;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * What a backend has opened, so that it closes what was forgotten, the latest first. A network that is closed is forgotten here
 * too: a backend may live long and open many.
 *
 * <p><b>Threading:</b> any number of threads, which open at the same time. Closing waits for what is being opened.
 */
public final class OpenNetworks implements AutoCloseable {
    private final ReadWriteLock gate = new ReentrantReadWriteLock();
    private final Set<AutoCloseable> open = Collections.synchronizedSet(new LinkedHashSet<>());
    private boolean closed;

    /** Nothing is open yet. */
    public OpenNetworks() {}

    /** Returns an engine whose networks are kept here until they are closed. */
    public NetworkEngine around(NetworkEngine engine) {
        return network -> add(() -> new Kept(engine.open(network)));
    }

    /**
     * Opens something and keeps it until the backend is closed.
     *
     * @throws IllegalStateException when the backend is closed
     */
    public <T extends AutoCloseable> T add(Supplier<T> opener) {
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

    private final class Kept implements NetworkSession {
        private final NetworkSession session;

        Kept(NetworkSession session) {
            this.session = session;
        }

        @Override
        public Call newCall() {
            return session.newCall();
        }

        @Override
        public void close() {
            open.remove(this);
            session.close();
        }
    }
}
