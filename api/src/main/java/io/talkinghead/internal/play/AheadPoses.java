package io.talkinghead.internal.play;

import io.talkinghead.drive.Pose;
import io.talkinghead.drive.PoseStream;
import io.talkinghead.internal.run.NextAhead;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The poses of a file, fetched one ahead by a thread of its own: the face in the next frame is found while the caller renders this
 * one. Not for live sources, which would be a frame late.
 */
final class AheadPoses implements PoseStream {
    private final PoseStream poses;
    private final double framesPerSecond;
    private final OptionalLong frameCount;
    private final int neutralWindow;
    private final NextAhead<Pose> next;

    /** Takes over a stream; from now on the worker alone reads it. */
    AheadPoses(PoseStream poses) {
        this.poses = poses;
        framesPerSecond = poses.framesPerSecond();
        frameCount = poses.frameCount();
        neutralWindow = poses.neutralWindow();
        next = new NextAhead<>("talkinghead-poses", "the next frame", poses::next);
    }

    @Override
    public double framesPerSecond() {
        return framesPerSecond;
    }

    @Override
    public OptionalLong frameCount() {
        return frameCount;
    }

    @Override
    public int neutralWindow() {
        return neutralWindow;
    }

    @Override
    public Optional<Pose> next() {
        return next.next();
    }

    @Override
    public void close() {
        next.close();
        poses.close();
    }
}
