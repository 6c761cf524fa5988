package io.talkinghead.drive;

import io.talkinghead.face.Face;
import io.talkinghead.face.pose.FaceFollower;
import java.util.Optional;
import java.util.OptionalLong;

/** The poses of one face, followed through frames. */
final class TrackedPoses implements PoseStream {
    private final FrameSource frames;
    private final double framesPerSecond;
    private final FaceFollower follower;

    private TrackedPoses(FrameSource frames, double framesPerSecond, FaceFollower follower) {
        this.frames = frames;
        this.framesPerSecond = framesPerSecond;
        this.follower = follower;
    }

    static TrackedPoses of(FrameSource frames, double framesPerSecond, DriverContext context) {
        return new TrackedPoses(frames, framesPerSecond, new FaceFollower(context.analyzer(), context.choice()));
    }

    @Override
    public double framesPerSecond() {
        return framesPerSecond;
    }

    @Override
    public OptionalLong frameCount() {
        return frames.frameCount();
    }

    @Override
    public int neutralWindow() {
        return frames.window();
    }

    @Override
    public boolean isLive() {
        return frames.isLive();
    }

    @Override
    public Optional<Pose> next() {
        return frames.next()
                .map(frame ->
                        new Pose(frame.index(), follower.find(frame.frame()).map(Face::landmarks)));
    }

    @Override
    public void close() {
        frames.close();
    }
}
