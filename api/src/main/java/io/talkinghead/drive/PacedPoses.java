package io.talkinghead.drive;

import com.google.common.base.Stopwatch;
import io.talkinghead.conditioning.turn.FaceRig;
import io.talkinghead.work.Cancellation;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/** Parameters as they are now, at most as often as was asked for. */
final class PacedPoses implements PoseStream {
    /** How long a cancellation may go unseen. */
    private static final long LOOK_NANOS = 20_000_000;

    private final ParameterDriver driver;
    private final FaceRig face;
    private final Cancellation cancellation;
    private final Duration length;
    private final Stopwatch clock = Stopwatch.createUnstarted();
    private long next;
    private Duration due = Duration.ZERO;

    PacedPoses(ParameterDriver driver, FaceRig face, Cancellation cancellation) {
        this.driver = driver;
        this.face = face;
        this.cancellation = cancellation;
        length = FrameTime.even(0, driver.framesPerSecond()).length();
    }

    @Override
    public double framesPerSecond() {
        return driver.framesPerSecond();
    }

    @Override
    public OptionalLong frameCount() {
        return OptionalLong.empty();
    }

    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public boolean isPlaced() {
        return true;
    }

    @Override
    public Optional<Pose> next() {
        Duration start = awaited();
        FrameTime time = new FrameTime(next++, start, length);
        return Optional.of(new Pose(time, Optional.of(driver.source().at(start).moved(face))));
    }

    /** Waits for the next frame's time; one that is late is not made up for. */
    private Duration awaited() {
        if (!clock.isRunning()) {
            clock.start();
        }
        long left = due.minus(clock.elapsed()).toNanos();
        while (left > 0) {
            cancellation.check("the animation");
            LockSupport.parkNanos(this, Math.min(left, LOOK_NANOS));
            left = due.minus(clock.elapsed()).toNanos();
        }
        Duration start = next == 0 ? Duration.ZERO : clock.elapsed();
        Duration following = due.plus(length);
        due = following.compareTo(start) > 0 ? following : start;
        return start;
    }

    @Override
    public void close() {}
}
