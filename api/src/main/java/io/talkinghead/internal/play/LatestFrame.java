package io.talkinghead.internal.play;

import io.talkinghead.image.Frame;
import io.talkinghead.work.Cancellation;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A place for one frame: a newer one takes the place of one that nobody has taken.
 *
 * <p><b>Threading:</b> any thread.
 */
public final class LatestFrame {
    /** How long a cancellation may go unseen. */
    private static final long LOOK_MILLIS = 20;

    private @Nullable Arrived frame;
    private long put;
    private long dropped;
    private boolean closed;

    /** Makes an empty place. */
    public LatestFrame() {}

    /** Puts a frame there, in place of one that is still there; returns its number, from 1, or 0 when this is closed. */
    public synchronized long put(Supplier<Frame> newer, long nanos) {
        if (closed) {
            return 0;
        }
        dropped += frame == null ? 0 : 1;
        frame = new Arrived(++put, newer, nanos);
        notifyAll();
        return put;
    }

    /** Returns how many were put. */
    public synchronized long count() {
        return put;
    }

    /** Returns of how many a newer one took the place. */
    public synchronized long dropped() {
        return dropped;
    }

    /**
     * Waits for a frame and takes it; nothing comes when this is closed.
     *
     * @throws io.talkinghead.error.TalkingHeadException {@link io.talkinghead.error.ErrorCode#CANCELLED} when it is cancelled
     */
    public synchronized Optional<Arrived> take(Cancellation cancellation) {
        while (frame == null && !closed) {
            cancellation.check("the live head");
            try {
                wait(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Optional<Arrived> taken = closed ? Optional.empty() : Optional.ofNullable(frame);
        frame = null;
        return taken;
    }

    /** Ends all waiting. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /**
     * A frame.
     *
     * @param number of those that were put, from 1
     * @param frame gives the picture
     * @param nanos when it came, of the system's clock
     */
    public record Arrived(long number, Supplier<Frame> frame, long nanos) {}
}
