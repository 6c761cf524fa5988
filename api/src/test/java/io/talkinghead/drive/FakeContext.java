package io.talkinghead.drive;

import static com.google.common.base.Preconditions.checkState;

import io.talkinghead.face.Landmarks;
import io.talkinghead.work.Cancellation;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What drivers are opened with that need no frames.
 *
 * @param person whoever is moved
 * @param cancellation ends the playing
 */
record FakeContext(Optional<Landmarks> person, Cancellation cancellation) implements DriverContext {
    @Override
    public FrameStream video(Path file) {
        throw new IllegalStateException("no video");
    }

    @Override
    public PoseStream follow(FrameStream frames) {
        throw new IllegalStateException("nothing to follow");
    }

    @Override
    public PoseStream placed(Driver driver) {
        PoseStream poses = driver.open(this);
        checkState(poses.isPlaced(), "%s is not placed", driver.name());
        return poses;
    }
}
