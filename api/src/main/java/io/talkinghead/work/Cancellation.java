package io.talkinghead.work;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Ends long work from outside. One cancellation may be given to several calls, one after the other or at the same time, and ends
 * them all; it stays cancelled. See {@linkplain io.talkinghead.work the package} for what is left of work that was cancelled.
 *
 * <p>An interrupt of the working thread cancels as well, but only what that thread does; its interrupt status stays set.
 *
 * <p><b>Threading:</b> any thread.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class Cancellation {
    private final @Nullable Cancellation outer;
    private volatile boolean cancelled;

    /** Makes one that nobody has cancelled yet. */
    public Cancellation() {
        outer = null;
    }

    /** Makes one for a part of other work: cancelled with the other, or alone. */
    public Cancellation(Cancellation outer) {
        this.outer = outer;
    }

    /** Makes the work end soon; a second time does nothing. */
    public void cancel() {
        cancelled = true;
    }

    /** Tells whether to end: after {@link #cancel()}, or when the thread that asks is interrupted. */
    public boolean isCancelled() {
        return cancelled
                || (outer != null && outer.isCancelled())
                || Thread.currentThread().isInterrupted();
    }

    /**
     * Ends the caller's work if it is to end.
     *
     * @param what the work, for the error: "the tracking"
     * @throws TalkingHeadException {@link ErrorCode#CANCELLED} when {@link #isCancelled()}
     */
    public void check(String what) {
        if (isCancelled()) {
            throw new TalkingHeadException(ErrorCode.CANCELLED, what + " was cancelled");
        }
    }
}
