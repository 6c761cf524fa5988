package io.talkinghead.internal.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Things that one thread at a time may use, such as buffers, kept for the next: as many as threads ever worked at once. What fails
 * is dropped, as nobody knows its state.
 *
 * <p><b>Threading:</b> any number of threads.
 */
public final class Pool<T> implements AutoCloseable {
    private final Supplier<T> maker;
    private final Consumer<T> release;
    private final Deque<T> idle = new ArrayDeque<>();
    private boolean closed;

    /**
     * Makes an empty pool.
     *
     * @param maker makes one more
     * @param release frees what one owns
     */
    public Pool(Supplier<T> maker, Consumer<T> release) {
        this.maker = maker;
        this.release = release;
    }

    /**
     * Works with one that nobody else has.
     *
     * @param argument of the work, apart from it so that work done for every frame need not be a new object each time
     */
    public <A, R> R use(BiFunction<T, A, R> work, A argument) {
        T taken = take();
        R result;
        try {
            result = work.apply(taken, argument);
        } catch (RuntimeException | Error e) {
            release.accept(taken);
            throw e;
        }
        giveBack(taken);
        return result;
    }

    private T take() {
        @Nullable T waiting;
        synchronized (idle) {
            waiting = idle.poll();
        }
        return waiting == null ? maker.get() : waiting;
    }

    private void giveBack(T taken) {
        boolean late;
        synchronized (idle) {
            late = closed;
            if (!late) {
                idle.push(taken);
            }
        }
        if (late) {
            release.accept(taken);
        }
    }

    /** Frees what nobody uses now; the others are freed when they come back. Idempotent. */
    @Override
    public void close() {
        Deque<T> left;
        synchronized (idle) {
            closed = true;
            left = new ArrayDeque<>(idle);
            idle.clear();
        }
        left.forEach(release);
    }
}
