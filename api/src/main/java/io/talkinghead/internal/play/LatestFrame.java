package io.talkinghead.internal.play;

import io.talkinghead.image.Frame;
import io.talkinghead.work.Cancellation;
import java.util.Optional;
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
    private boolean closed;

    /** Makes an empty place. */
    public LatestFrame() {}

    /** Puts a frame there, and tells whether another had to go. */
    public synchronized boolean put(Arrived newer) {
        boolean dropped = frame != null;
        frame = newer;
        notifyAll();
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
     * @param frame the picture
     * @param nanos when it came, of the system's clock
     */
    public record Arrived(Frame frame, long nanos) {}
}
