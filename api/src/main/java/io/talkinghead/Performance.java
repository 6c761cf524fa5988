package io.talkinghead;

import io.talkinghead.drive.LandmarkSmoother;
import io.talkinghead.drive.Motion;
import io.talkinghead.drive.MotionTransfer;
import io.talkinghead.drive.Pose;
import io.talkinghead.drive.PoseStream;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.Landmarks;
import io.talkinghead.face.pose.NeutralFace;
import io.talkinghead.image.Frame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One playing of a driver: poses are read ahead to find the neutral one, then smoothed, adapted to the person and rendered
 * one at a time.
 */
final class Performance implements AutoCloseable {
    private final TalkingHead head;
    private final String source;
    private final PoseStream poses;
    private final AnimationOptions options;
    private final LandmarkSmoother smoother;
    private final Deque<Pose> ahead = new ArrayDeque<>();
    private @Nullable MotionTransfer transfer;
    private @Nullable Landmarks lastTarget;
    private final RenderAhead rendering;
    private boolean ended;
    private @Nullable RuntimeException failure;

    /** Plays {@code poses}; {@code source} is what to call them in errors. */
    Performance(TalkingHead head, String source, PoseStream poses, AnimationOptions options) {
        this.head = head;
        this.source = source;
        this.poses = poses;
        this.options = options;
        smoother = new LandmarkSmoother(poses.framesPerSecond());
        rendering = poses.isLive() || head.threads() == 1 ? RenderAhead.none(head) : RenderAhead.two(head);
    }

    double framesPerSecond() {
        return poses.framesPerSecond();
    }

    OptionalLong frameCount() {
        return poses.frameCount();
    }

    /** Returns the next frame, or null at the end; {@code check} throws when the work is to stop. */
    @Nullable
    Shot next(Runnable check) {
        // Frames rendered ahead are not handed out by a head that is closed.
        head.checkOpen();
        if (transfer == null) {
            transfer = prepare(check);
        }
        do {
            check.run();
            begin(transfer);
        } while (!ended && !rendering.isFull());
        if (!rendering.isEmpty()) {
            return rendering.take();
        }
        if (failure != null) {
            throw failure;
        }
        return null;
    }

    /** Begins to render one frame more. What goes wrong before is thrown when the frames before it are out. */
    private void begin(MotionTransfer motion) {
        if (ended || rendering.isFull()) {
            return;
        }
        try {
            Optional<Pose> pose = ahead.isEmpty() ? poses.next() : Optional.of(ahead.remove());
            ended = pose.isEmpty();
            if (!ended) {
                Landmarks target = targetOf(pose.get(), motion);
                if (target != null) {
                    rendering.add(pose.get().index(), target);
                }
            }
        } catch (RuntimeException e) {
            ended = true;
            failure = e;
        }
    }

    private MotionTransfer prepare(Runnable check) {
        List<Landmarks> seen = new ArrayList<>();
        int window = poses.neutralWindow();
        while (ahead.size() < window || seen.isEmpty()) {
            check.run();
            Optional<Pose> pose = poses.next();
            if (pose.isEmpty()) {
                break;
            }
            ahead.add(pose.get());
            pose.get().landmarks().ifPresent(seen::add);
        }
        if (seen.isEmpty()) {
            throw new TalkingHeadException(
                    ErrorCode.DRIVER_WITHOUT_FACE,
                    "no face was found in the " + ahead.size() + " frames of " + source
                            + "; use one that shows a face, larger and from the front");
        }
        Landmarks neutral = seen.get(NeutralFace.indexOfBest(seen));
        // A single picture has no motion: only its pose itself can be taken over.
        boolean absolute = options.motion() == Motion.ABSOLUTE || ahead.size() == 1;
        return absolute
                ? MotionTransfer.absolute(neutral, head.neutralLandmarks())
                : MotionTransfer.relative(neutral, head.neutralLandmarks());
    }

    private @Nullable Landmarks targetOf(Pose pose, MotionTransfer motion) {
        if (pose.landmarks().isPresent()) {
            Landmarks landmarks = pose.landmarks().get();
            lastTarget = motion.apply(options.smoothing() ? smoother.smooth(landmarks, pose.index()) : landmarks);
            return lastTarget;
        }
        smoother.reset();
        return switch (options.noFace()) {
            case HOLD -> lastTarget == null ? head.neutralLandmarks() : lastTarget;
            case SKIP -> null;
            case FAIL ->
                throw new TalkingHeadException(
                        ErrorCode.NO_FACE,
                        "no face was found in frame " + pose.index() + " of " + source
                                + "; choose to hold the last pose or to skip such frames instead");
        };
    }

    @Override
    public void close() {
        rendering.close();
        poses.close();
    }

    /** A rendered frame and its place in time. */
    record Shot(long index, Frame frame) {}
}
