package io.talkinghead.internal.run;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Uninterruptibles;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.work.Cancellation;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What another thread works on, waited for as if it were done here. */
public final class Awaited {
    /** How often a wait looks at its cancellation. A result that comes is handed out at once. */
    private static final long LOOK_NANOS = Duration.ofMillis(20).toNanos();

    private Awaited() {}

    /**
     * Returns the result, or throws what went wrong there.
     *
     * @param what is waited for, for the error: "the next frame"
     * @throws TalkingHeadException {@link ErrorCode#CANCELLED} when this thread is interrupted meanwhile, or the work was dropped
     */
    public static <T> T get(Future<T> future, String what) {
        try {
            checkInterrupt();
            return future.get();
        } catch (ExecutionException | CancellationException e) {
            throw failure(e, what);
        } catch (InterruptedException e) {
            throw interrupted(e, what);
        }
    }

    /**
     * Returns the result, or throws what went wrong there.
     *
     * @param what is waited for, for the error: "the next frame"
     * @throws TalkingHeadException {@link ErrorCode#CANCELLED} when it is cancelled before the result is there, this thread is
     *     interrupted meanwhile, or the work was dropped
     */
    public static <T> T get(Future<T> future, String what, Cancellation cancellation) {
        endsWithin(Duration.ofNanos(Long.MAX_VALUE), future, what, cancellation);
        return get(future, what);
    }

    /**
     * Waits for the end, good or bad, and tells whether it came in time; if not, the work goes on.
     *
     * @param what is waited for, for the error: "the next frame"
     * @throws TalkingHeadException {@link ErrorCode#CANCELLED} when it is cancelled before the end, or this thread is interrupted
     *     meanwhile
     */
    public static boolean endsWithin(Duration limit, Future<?> future, String what, Cancellation cancellation) {
        long start = System.nanoTime();
        long left = limit.toNanos();
        while (!ended(future, Math.min(left, LOOK_NANOS), what)) {
            cancellation.check("waiting for " + what);
            left = limit.toNanos() - (System.nanoTime() - start);
            if (left <= 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean ended(Future<?> future, long nanos, String what) {
        try {
            checkInterrupt();
            future.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException | CancellationException e) {
            return true;
        } catch (InterruptedException e) {
            throw interrupted(e, what);
        }
    }

    /** Returns the result, or throws what went wrong there; an interrupt does not end the wait. */
    public static <T> T getUninterruptibly(Future<T> future) {
        try {
            return Uninterruptibles.getUninterruptibly(future);
        } catch (ExecutionException | CancellationException e) {
            throw failure(e, "what was dropped");
        }
    }

    /** Waits for the end, good or bad, and tells which; an interrupt does not end the wait. */
    public static boolean succeeds(Future<?> future) {
        try {
            Uninterruptibles.getUninterruptibly(future);
            return true;
        } catch (ExecutionException | CancellationException e) {
            return false;
        }
    }

    /** A result that is there already would be handed out all the same. */
    private static void checkInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private static TalkingHeadException interrupted(InterruptedException e, String what) {
        Thread.currentThread().interrupt();
        return new TalkingHeadException(ErrorCode.CANCELLED, "interrupted while waiting for " + what, e);
    }

    /** Throws what is unchecked, and returns other causes wrapped, to be thrown. */
    private static RuntimeException failure(Exception e, String what) {
        if (e instanceof CancellationException) {
            return new TalkingHeadException(ErrorCode.CANCELLED, what + " is no longer worked on", e);
        }
        Throwable cause = e.getCause() == null ? e : e.getCause();
        Throwables.throwIfUnchecked(cause);
        return new IllegalStateException(cause);
    }
}
