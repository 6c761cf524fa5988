package io.talkinghead.internal.run;

import io.talkinghead.work.Cancellation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Pieces of work whose results are handed out in the order in which they began. Two at once: while one is at a part that a single
 * thread does, such as warping or reading a photo, the network of the other has the processors. Each result is what it would be alone.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
public final class Ahead<R> implements AutoCloseable {
    private static final int AT_ONCE = 2;

    private final Workers workers;
    private final int capacity;
    private final Deque<Future<R>> underway = new ArrayDeque<>();

    private Ahead(Workers workers, int capacity) {
        this.workers = workers;
        this.capacity = capacity;
    }

    /**
     * Does two at once, or one after the other in the caller's thread.
     *
     * @param oneThread whether one thread is to do it all
     * @param name of the threads otherwise
     */
    public static <R> Ahead<R> of(boolean oneThread, String name) {
        return oneThread ? none() : two(name);
    }

    /** Does one after the other in the caller's thread: for live sources, and where one thread was asked for. */
    public static <R> Ahead<R> none() {
        return new Ahead<>(Workers.none(), 1);
    }

    /** Does two at once, in threads of this name. */
    public static <R> Ahead<R> two(String name) {
        // One more is waiting, so that no worker ever does.
        return new Ahead<>(Workers.of(name, AT_ONCE), AT_ONCE + 1);
    }

    /** Tells that no result is to come. */
    public boolean isEmpty() {
        return underway.isEmpty();
    }

    /** Tells that a result must be taken before more work is added. */
    public boolean isFull() {
        return underway.size() == capacity;
    }

    /** Begins a piece of work. */
    public void add(Callable<R> work) {
        underway.add(workers.submit(work));
    }

    /**
     * Waits for the work begun first, and throws what went wrong with it.
     *
     * @param what is waited for, for the error: "the next frame"
     */
    public R take(String what) {
        return Awaited.get(underway.remove(), what);
    }

    /**
     * Returns the results for all things, in their order; throws what went wrong with the first that failed.
     *
     * @param what is made of a thing, for errors: "a photo"
     * @param steps hears of each result, in the caller's thread
     * @param cancellation is looked at before each
     */
    public <T> List<R> all(List<T> things, Function<T, R> work, String what, Steps steps, Cancellation cancellation) {
        List<R> results = new ArrayList<>();
        for (T thing : things) {
            cancellation.check(what);
            add(() -> work.apply(thing));
            if (isFull()) {
                results.add(take(what));
                steps.done();
            }
        }
        while (!isEmpty()) {
            cancellation.check(what);
            results.add(take(what));
            steps.done();
        }
        return results;
    }

    /** Drops what has not begun and waits for what has: what it works with may be closed next. */
    @Override
    public void close() {
        workers.close();
    }
}
