package io.talkinghead.drive;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.Uninterruptibles;
import io.talkinghead.internal.run.Awaited;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
    private final ExecutorService worker = Executors.newSingleThreadExecutor(new ThreadFactoryBuilder()
            .setDaemon(true)
            .setNameFormat("talkinghead-poses")
            .build());
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
        worker.shutdown();
        Uninterruptibles.awaitTerminationUninterruptibly(worker);
        poses.close();
    }
}
