package io.talkinghead.internal.play;

import io.talkinghead.drive.FrameStream;
import io.talkinghead.drive.Pose;
import io.talkinghead.drive.PoseStream;
import io.talkinghead.face.Face;
import io.talkinghead.face.pose.FaceFollower;
import java.util.Optional;
import java.util.OptionalLong;

/** The poses of one face, followed through frames. Owns the frames. */
final class TrackedPoses implements PoseStream {
    private final FrameStream frames;
    private final FaceFollower follower;

    TrackedPoses(FrameStream frames, FaceFollower follower) {
        this.frames = frames;
        this.follower = follower;
    }

    @Override
    public double framesPerSecond() {
        return frames.framesPerSecond();
    }

    @Override
    public OptionalLong frameCount() {
        return frames.frameCount();
    }

    @Override
    public int neutralWindow() {
        return frames.neutralWindow();
    }

    @Override
    public boolean isLive() {
        return frames.isLive();
    }

    @Override
    public Optional<Pose> next() {
        return frames.next()
                .map(frame ->
                        new Pose(frame.time(), follower.find(frame.frame()).map(Face::landmarks)));
    }

    @Override
    public void close() {
        frames.close();
    }
}
