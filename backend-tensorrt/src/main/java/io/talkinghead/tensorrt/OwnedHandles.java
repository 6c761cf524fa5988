package io.talkinghead.tensorrt;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Handles that belong together, closed in reverse order, each whatever the others do. */
final class OwnedHandles implements AutoCloseable {
    private final Deque<AutoCloseable> handles = new ArrayDeque<>();

    <T extends AutoCloseable> T own(T handle) {
        handles.push(handle);
        return handle;
    }

    @Override
    public void close() {
        @Nullable RuntimeException failure = null;
        while (!handles.isEmpty()) {
            try {
                handles.pop().close();
            } catch (RuntimeException e) {
                failure = added(failure, e);
            } catch (Exception e) {
                failure = added(failure, new IllegalStateException(e));
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static RuntimeException added(@Nullable RuntimeException first, RuntimeException next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }
}
