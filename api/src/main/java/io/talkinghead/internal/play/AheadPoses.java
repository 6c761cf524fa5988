package io.talkinghead.internal.play;

import io.talkinghead.drive.Pose;
import io.talkinghead.drive.PoseStream;
import io.talkinghead.internal.run.Awaited;
import io.talkinghead.internal.run.Workers;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The poses of a file, fetched one ahead by a thread of its own: the next frame is read and its face found while the caller
 * renders this one. What goes wrong there is thrown where the pose would have come, no earlier. Not for live sources, which would
 * be a frame late.
 */
final class AheadPoses implements PoseStream {
    private final PoseStream poses;
    private final double framesPerSecond;
    private final OptionalLong frameCount;
    private final int neutralWindow;
    private final Workers worker = Workers.single("talkinghead-poses");
    private @Nullable Future<Optional<Pose>> next;

    /** Takes over a stream; from now on the worker alone reads it. */
    AheadPoses(PoseStream poses) {
        this.poses = poses;
        framesPerSecond = poses.framesPerSecond();
        frameCount = poses.frameCount();
        neutralWindow = poses.neutralWindow();
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
        Future<Optional<Pose>> awaited = next == null ? worker.submit(poses::next) : next;
        next = awaited;
        Optional<Pose> pose;
        try {
            pose = Awaited.get(awaited, "the next frame");
        } catch (RuntimeException | Error e) {
            // Who is interrupted while waiting loses nothing: it comes next.
            next = Thread.currentThread().isInterrupted() ? awaited : null;
            throw e;
        }
        next = pose.isPresent() ? worker.submit(poses::next) : null;
        return pose;
    }

    /** Waits for the frame that is being read: its reader must not be closed under it. */
    @Override
    public void close() {
        worker.close();
        poses.close();
    }
}
