package io.talkinghead.internal.run;

import static com.google.common.base.Preconditions.checkState;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Guards what may not be used once it is closed. A closed native object that reaches an engine takes the JVM down, so every
 * use holds the gate open, closing waits for all uses, and a closed gate refuses them.
 *
 * <p><b>Threading:</b> any number of threads.
 */
public final class EngineGate {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final String what;
    private boolean closed;

    /** Makes an open gate; {@code what} names the guarded thing in the refusal. */
    public EngineGate(String what) {
        this.what = what;
    }

    /**
     * Uses what is guarded.
     *
     * @throws IllegalStateException when the gate is closed
     */
    public <T> T use(Supplier<T> work) {
        lock.readLock().lock();
        try {
            checkState(!closed, "%s is closed", what);
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /**
     * Refuses when the gate is closed.
     *
     * @throws IllegalStateException then
     */
    public void check() {
        lock.readLock().lock();
        try {
            checkState(!closed, "%s is closed", what);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Closes the gate for good, waits for uses in progress, then releases what it guarded; a second time does nothing. */
    public void close(Runnable release) {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                release.run();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
