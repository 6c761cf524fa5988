package io.talkinghead.internal.run;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Uninterruptibles;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** What another thread works on, waited for as if it were done here. */
public final class Awaited {
    private Awaited() {}

    /**
     * Returns the result, or throws what went wrong there.
     *
     * @param what is waited for, for the error: "the next frame"
     * @throws TalkingHeadException {@link ErrorCode#CANCELLED} when this thread is interrupted meanwhile
     */
    public static <T> T get(Future<T> future, String what) {
        try {
            // A result that is there already would be handed out all the same.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return future.get();
        } catch (ExecutionException e) {
            throw cause(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TalkingHeadException(ErrorCode.CANCELLED, "interrupted while waiting for " + what, e);
        }
    }

    /** Returns the result, or throws what went wrong there; an interrupt does not end the wait. */
    public static <T> T getUninterruptibly(Future<T> future) {
        try {
            return Uninterruptibles.getUninterruptibly(future);
        } catch (ExecutionException e) {
            throw cause(e);
        }
    }

    /** Throws what is unchecked, and returns other causes wrapped, to be thrown. */
    private static RuntimeException cause(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        Throwables.throwIfUnchecked(cause);
        return new IllegalStateException(cause);
    }
}
