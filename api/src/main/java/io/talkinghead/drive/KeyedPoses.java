package io.talkinghead.drive;

import io.talkinghead.conditioning.turn.FaceRig;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Parameters whose times are known: even frames up to the last key. */
final class KeyedPoses implements PoseStream {
    private final ParameterDriver driver;
    private final FaceRig face;
    private final long count;
    private long next;

    KeyedPoses(ParameterDriver driver, FaceRig face, Duration last) {
        this.driver = driver;
        this.face = face;
        // The frame that is seen at the last key shows it.
        count = 1 + (long) Math.ceil((double) last.toNanos() * driver.framesPerSecond() / 1e9 - 1e-6);
    }

    @Override
    public double framesPerSecond() {
        return driver.framesPerSecond();
    }

    @Override
    public OptionalLong frameCount() {
        return OptionalLong.of(count);
    }

    @Override
    public boolean isPlaced() {
        return true;
    }

    @Override
    public Optional<Pose> next() {
        if (next == count) {
            return Optional.empty();
        }
        FrameTime time = FrameTime.even(next++, driver.framesPerSecond());
        return Optional.of(
                new Pose(time, Optional.of(driver.source().at(time.start()).moved(face))));
    }

    @Override
    public void close() {}
}
