package io.talkinghead.graph;

import static com.google.common.base.Preconditions.checkState;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * What a backend has opened, so that it closes what was forgotten, the latest first.
 *
 * <p><b>Threading:</b> any number of threads.
 */
public final class OpenNetworks implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean closed;

    /** Nothing is open yet. */
    public OpenNetworks() {}

    /**
     * Opens something and keeps it.
     *
     * @throws IllegalStateException when the backend is closed
     */
    public synchronized <T extends AutoCloseable> T add(Supplier<T> opener) {
        checkState(!closed, "this backend is closed");
        T network = opener.get();
        open.push(network);
        return network;
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                throw new TalkingHeadException(
                        ErrorCode.BACKEND_FAILED, "cannot close a network: " + e.getMessage(), e);
            }
        }
    }
}
