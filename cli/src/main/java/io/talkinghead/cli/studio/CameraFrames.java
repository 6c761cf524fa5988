package io.talkinghead.cli.studio;

import io.talkinghead.drive.FrameStream;
import io.talkinghead.drive.FrameTime;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The frames of a camera, each when it comes, until there are to be no more.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class CameraFrames implements FrameStream {
    /** About what a camera gives; nothing depends on it. */
    private static final double RATE = 25;

    private final CameraSlot slot;
    private final BooleanSupplier goesOn;
    private final long start = System.nanoTime();
    private Duration last = Duration.ZERO.minusNanos(1);

    CameraFrames(CameraSlot slot, BooleanSupplier goesOn) {
        this.slot = slot;
        this.goesOn = goesOn;
    }

    @Override
    public Optional<TimedFrame> next() {
        return taken().map(frame -> {
            FrameTime time =
                    new FrameTime(frame.number(), now(), FrameTime.even(0, RATE).length());
            return new TimedFrame(time, Jpeg.read(frame.jpeg()));
        });
    }

    private Optional<PictureMessage> taken() {
        try {
            return slot.take(goesOn);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TalkingHeadException(ErrorCode.CANCELLED, "interrupted while waiting for the camera", e);
        }
    }

    private Duration now() {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        last = elapsed.compareTo(last) > 0 ? elapsed : last.plusNanos(1);
        return last;
    }

    @Override
    public double framesPerSecond() {
        return RATE;
    }

    /** Two, of which the calm face that was looked for is the first: of a single one the motion could not be relative. */
    @Override
    public int neutralWindow() {
        return 2;
    }

    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public void close() {}
}
