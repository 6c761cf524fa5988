package io.talkinghead.cli.studio;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The newest frame of a camera. One that nobody took before the next came is dropped: what is shown is never late.
 *
 * <p><b>Threading:</b> any thread.
 */
final class CameraSlot {
    private static final long LOOK_MILLIS = 200;

    private @Nullable PictureMessage newest;
    private int last = -1;

    /** Puts a frame here; one that is not newer than the last is dropped. */
    synchronized void put(PictureMessage frame) {
        if (frame.number() <= last) {
            return;
        }
        last = frame.number();
        newest = frame;
        notifyAll();
    }

    /** Waits for a frame as long as it is wanted, and takes it; nothing when it is not. */
    synchronized Optional<PictureMessage> take(BooleanSupplier wanted) throws InterruptedException {
        while (newest == null && wanted.getAsBoolean()) {
            wait(LOOK_MILLIS);
        }
        // What comes after the end is for whoever begins next.
        if (!wanted.getAsBoolean()) {
            return Optional.empty();
        }
        Optional<PictureMessage> taken = Optional.ofNullable(newest);
        newest = null;
        return taken;
    }

    /** Lets whoever waits look whether a frame is still wanted. */
    synchronized void wake() {
        notifyAll();
    }
}
