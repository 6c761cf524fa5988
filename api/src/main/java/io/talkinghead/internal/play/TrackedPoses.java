package io.talkinghead.internal.play;

import io.talkinghead.drive.FrameStream;
import io.talkinghead.drive.FrameStream.TimedFrame;
import io.talkinghead.drive.Pose;
import io.talkinghead.drive.PoseStream;
import io.talkinghead.face.Face;
import io.talkinghead.face.pose.FaceFollower;
import io.talkinghead.internal.run.NextAhead;
import io.talkinghead.spi.FaceAnalyzer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The poses of one face, followed through frames. Owns the frames. */
final class TrackedPoses implements PoseStream {
    private final FrameStream frames;
    private final Supplier<Optional<Pose>> poses;
    private final Runnable stopReading;

    private TrackedPoses(FrameStream frames, Supplier<Optional<Pose>> poses, Runnable stopReading) {
        this.frames = frames;
        this.poses = poses;
        this.stopReading = stopReading;
    }

    /** Follows the face in whole frames. */
    static TrackedPoses of(FrameStream frames, FaceFollower follower) {
        return new TrackedPoses(frames, () -> followed(frames.next(), follower), () -> {});
    }

    /**
     * Follows the face in whole frames, of which the next is read by a thread of its own while the face is looked for in this one. That
     * thread alone has the frames from the first call of {@link #next} on: ask for all else before. Not for live sources, which would be a
     * frame late.
     */
    static TrackedPoses readAhead(FrameStream frames, FaceFollower follower) {
        NextAhead<TimedFrame> ahead = new NextAhead<>("talkinghead-frames", "the next frame", frames::next);
        return new TrackedPoses(frames, () -> followed(ahead.next(), follower), ahead::close);
    }

    private static Optional<Pose> followed(Optional<TimedFrame> next, FaceFollower follower) {
        return next.map(
                frame -> new Pose(frame.time(), follower.find(frame.frame()).map(Face::landmarks)));
    }

    /** Follows the face in large frames, of which only the part around the face is made. */
    static TrackedPoses windowed(VideoFrames frames, FaceAnalyzer analyzer, FaceFollower follower) {
        return new TrackedPoses(
                frames,
                () -> frames.next((time, picture) -> {
                    WindowedPicture windowed =
                            new WindowedPicture(picture, frames.widthPx(), frames.heightPx(), analyzer);
                    return new Pose(time, follower.find(windowed).map(Face::landmarks));
                }),
                () -> {});
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
        stopReading.run();
        frames.close();
    }
}
