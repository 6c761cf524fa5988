package io.talkinghead.internal.run;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls that may never come back, each in a thread of its own, waited for as long as is bearable. They cannot be ended from outside,
 * and what they use cannot be freed under them: so what is to be freed while one is lost is kept until it has come back.
 *
 * <p><b>Threading:</b> any number of threads.
 */
public final class TimedCalls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TimedCalls.class);

    private final Workers workers;
    private final Deque<Runnable> releases = new ArrayDeque<>();
    private int lost;
    private boolean releasing;

    /** Names the threads. */
    public TimedCalls(String name) {
        workers = Workers.cached(name);
    }

    /** Tells whether a call was given up that has not come back since. */
    public synchronized boolean anyLost() {
        return lost > 0;
    }

    /**
     * Makes a call. An interrupt does not end the wait.
     *
     * @return what gives its result, or throws its failure; nothing when it was not back in time
     * @throws IllegalStateException when these are closed
     */
    public <T> Optional<Supplier<T>> call(Duration limit, Supplier<T> work) {
        Call call = new Call();
        Future<T> future = begin(() -> {
            try {
                return work.get();
            } finally {
                call.ended();
            }
        });
        return call.endsWithin(limit) ? Optional.of(() -> Awaited.getUninterruptibly(future)) : Optional.empty();
    }

    private <T> Future<T> begin(Callable<T> work) {
        try {
            return workers.submit(work);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("closed", e);
        }
    }

    /** Frees something that calls use: now, or once no lost one can be using it. What it throws then goes to the log. */
    public void release(Runnable release) {
        synchronized (this) {
            if (lost > 0 || releasing) {
                releases.add(release);
                return;
            }
        }
        release.run();
    }

    private void releaseAll() {
        for (Runnable next = nextRelease(); next != null; next = nextRelease()) {
            try {
                next.run();
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("what a late call had used could not be freed", e);
            }
        }
    }

    private synchronized @Nullable Runnable nextRelease() {
        Runnable next = lost > 0 ? null : releases.poll();
        releasing = next != null;
        return next;
    }

    /** Lets calls come to their end without waiting for them. */
    @Override
    public void close() {
        workers.letEnd();
    }

    /** Whether a call has come back, and in time. */
    private final class Call {
        private final CountDownLatch end = new CountDownLatch(1);
        private boolean abandoned;

        void ended() {
            boolean late;
            synchronized (TimedCalls.this) {
                end.countDown();
                late = abandoned;
                lost -= late ? 1 : 0;
            }
            if (late) {
                releaseAll();
            }
        }

        boolean endsWithin(Duration limit) {
            if (Uninterruptibles.awaitUninterruptibly(end, limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return true;
            }
            synchronized (TimedCalls.this) {
                abandoned = end.getCount() > 0;
                lost += abandoned ? 1 : 0;
                return !abandoned;
            }
        }
    }
}
