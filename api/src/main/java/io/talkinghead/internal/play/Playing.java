package io.talkinghead.internal.play;

import io.talkinghead.drive.FrameStream.TimedFrame;
import io.talkinghead.drive.Pose;
import io.talkinghead.drive.PoseStream;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.Landmarks;
import io.talkinghead.internal.run.Ahead;
import io.talkinghead.work.Cancellation;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One playing of a driver: its poses are made the person's and rendered one at a time. Owns the poses.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
public final class Playing implements AutoCloseable {
    private final PlayedHead head;
    private final PoseStream poses;
    private final PlayRules rules;
    private final Cancellation cancellation;
    private final Ahead<TimedFrame> rendering;
    private @Nullable Landmarks lastTarget;
    private boolean ended;
    private @Nullable RuntimeException failure;

    /** Plays poses; {@code cancellation} ends it at the next frame. */
    public Playing(PlayedHead head, PoseStream poses, PlayRules rules, Cancellation cancellation) {
        this.head = head;
        this.poses = new PlacedPoses(poses, head.neutral(), rules, cancellation);
        this.rules = rules;
        this.cancellation = cancellation;
        rendering = Ahead.of(poses.isLive() || head.oneThread(), "talkinghead-render");
    }

    /** Returns the frames per second of the driver. */
    public double framesPerSecond() {
        return poses.framesPerSecond();
    }

    /** Returns the number of the driver's frames, where it tells. */
    public OptionalLong frameCount() {
        return poses.frameCount();
    }

    /** Returns what is rendered, instead of pictures of it: read either one. */
    public PoseStream placed() {
        return poses;
    }

    /** Returns the next frame, or nothing at the end. */
    public Optional<TimedFrame> next() {
        do {
            cancellation.check("the animation");
            begin();
        } while (!ended && !rendering.isFull());
        if (!rendering.isEmpty()) {
            return Optional.of(rendering.take("the next frame"));
        }
        if (failure != null) {
            throw failure;
        }
        return Optional.empty();
    }

    /** Begins to render one frame more. What goes wrong before is thrown when the frames before it are out. */
    private void begin() {
        if (ended || rendering.isFull()) {
            return;
        }
        try {
            Optional<Pose> pose = poses.next();
            ended = pose.isEmpty();
            if (!ended) {
                Landmarks target = targetOf(pose.get());
                if (target != null) {
                    rendering.add(() ->
                            new TimedFrame(pose.get().time(), head.renderer().apply(target)));
                }
            }
        } catch (RuntimeException e) {
            ended = true;
            failure = e;
        }
    }

    private @Nullable Landmarks targetOf(Pose pose) {
        if (pose.landmarks().isPresent()) {
            lastTarget = pose.landmarks().get();
            return lastTarget;
        }
        return switch (rules.noFace()) {
            case HOLD -> lastTarget == null ? head.neutral() : lastTarget;
            case SKIP -> null;
            case FAIL ->
                throw new TalkingHeadException(
                        ErrorCode.NO_FACE,
                        "no face was found in frame " + pose.time().index() + " of " + rules.source()
                                + "; choose to hold the last pose or to skip such frames instead");
        };
    }

    @Override
    public void close() {
        rendering.close();
        poses.close();
    }
}
