package io.talkinghead.internal.play;

import io.talkinghead.drive.FrameStream;
import io.talkinghead.drive.Pose;
import io.talkinghead.drive.PoseStream;
import io.talkinghead.face.Face;
import io.talkinghead.face.pose.FaceFollower;
import io.talkinghead.spi.FaceAnalyzer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The poses of one face, followed through frames. Owns the frames. */
final class TrackedPoses implements PoseStream {
    private final FrameStream frames;
    private final Supplier<Optional<Pose>> poses;

    private TrackedPoses(FrameStream frames, Supplier<Optional<Pose>> poses) {
        this.frames = frames;
        this.poses = poses;
    }

    /** Follows the face in whole frames. */
    static TrackedPoses of(FrameStream frames, FaceFollower follower) {
        return new TrackedPoses(
                frames,
                () -> frames.next()
                        .map(frame -> new Pose(
                                frame.time(), follower.find(frame.frame()).map(Face::landmarks))));
    }

    /** Follows the face in large frames, of which only the part around the face is made. */
    static TrackedPoses windowed(VideoFrames frames, FaceAnalyzer analyzer, FaceFollower follower) {
        return new TrackedPoses(
                frames,
                () -> frames.next((time, picture) -> {
                    WindowedPicture windowed =
                            new WindowedPicture(picture, frames.widthPx(), frames.heightPx(), analyzer);
                    return new Pose(time, follower.find(windowed).map(Face::landmarks));
                }));
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
        return poses.get();
    }

    @Override
    public void close() {
        frames.close();
    }
}
