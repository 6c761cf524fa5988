package io.talkinghead.internal.run;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Things one after the other, each fetched by a thread of its own while the caller works with the one before. What goes wrong there
 * is thrown where the thing would have come, no earlier.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
public final class NextAhead<T> implements AutoCloseable {
    private final Workers worker;
    private final String what;
    private final Callable<Optional<T>> source;
    private @Nullable Future<Optional<T>> next;

    /**
     * Begins with the first call.
     *
     * @param thread its name
     * @param what is fetched, for errors: "the next frame"
     * @param source gives the next thing, or nothing at the end; from now on that thread alone asks it
     */
    public NextAhead(String thread, String what, Callable<Optional<T>> source) {
        worker = Workers.single(thread);
        this.what = what;
        this.source = source;
    }

    /** Returns the next thing, or nothing at the end. */
    public Optional<T> next() {
        Future<Optional<T>> awaited = next == null ? worker.submit(source) : next;
        next = awaited;
        Optional<T> thing;
        try {
            thing = Awaited.get(awaited, what);
        } catch (RuntimeException | Error e) {
            // Who is interrupted while waiting loses nothing: it comes next.
            next = Thread.currentThread().isInterrupted() ? awaited : null;
            throw e;
        }
        next = thing.isPresent() ? worker.submit(source) : null;
        return thing;
    }

    /** Waits for what is being fetched: its source must not be closed under it. */
    @Override
    public void close() {
        worker.close();
    }
}
