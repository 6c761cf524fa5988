package io.talkinghead.internal.play;

import io.talkinghead.drive.LandmarkSmoother;
import io.talkinghead.drive.MotionTransfer;
import io.talkinghead.drive.Pose;
import io.talkinghead.drive.PoseStream;
import io.talkinghead.face.Landmarks;
import io.talkinghead.work.Cancellation;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A driver's poses made a person's: they are read ahead to find the neutral one, then smoothed and adapted. Those that are the person's
 * already are left as they are. Owns the driver's poses.
 */
final class PlacedPoses implements PoseStream {
    private final PoseStream poses;
    private final Landmarks person;
    private final boolean smoothing;
    private final double strength;
    private final NeutralSearch search;
    private final LandmarkSmoother smoother = new LandmarkSmoother();
    private @Nullable MotionTransfer transfer;
    private boolean closed;

    PlacedPoses(PoseStream poses, Landmarks person, PlayRules rules, Cancellation cancellation) {
        this.poses = poses;
        this.person = person;
        smoothing = rules.smoothing();
        strength = rules.strength();
        search = new NeutralSearch(poses, rules, cancellation);
    }

    @Override
    public double framesPerSecond() {
        return poses.framesPerSecond();
    }

    @Override
    public OptionalLong frameCount() {
        return poses.frameCount();
    }

    @Override
    public boolean isLive() {
        return poses.isLive();
    }

    @Override
    public boolean isPlaced() {
        return true;
    }

    @Override
    public Optional<Pose> next() {
        MotionTransfer motion = transfer;
        if (motion == null) {
            MotionTransfer plain = poses.isPlaced() ? face -> face : search.transferTo(person);
            motion = plain.withStrength(strength, person);
            transfer = motion;
        }
        MotionTransfer found = motion;
        if (poses.isPlaced()) {
            return poses.next()
                    .map(pose -> new Pose(pose.time(), pose.landmarks().map(found::apply)));
        }
        return search.next().map(pose -> placed(pose, found));
    }

    private Pose placed(Pose pose, MotionTransfer motion) {
        if (pose.landmarks().isEmpty()) {
            smoother.reset();
            return pose;
        }
        Landmarks face = pose.landmarks().get();
        Landmarks smooth = smoothing ? smoother.smooth(face, pose.time().start()) : face;
        return new Pose(pose.time(), Optional.of(motion.apply(smooth)));
    }

    /** Idempotent: who records it closes it, too. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            poses.close();
        }
    }
}
