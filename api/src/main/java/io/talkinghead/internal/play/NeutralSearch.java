package io.talkinghead.internal.play;

import io.talkinghead.drive.Motion;
import io.talkinghead.drive.MotionTransfer;
import io.talkinghead.drive.Pose;
import io.talkinghead.drive.PoseStream;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.Landmarks;
import io.talkinghead.face.pose.NeutralFace;
import io.talkinghead.work.Cancellation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads poses ahead to find the neutral one among them, from which motion is measured; then hands them out in their order.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class NeutralSearch {
    private final PoseStream poses;
    private final PlayRules rules;
    private final Cancellation cancellation;
    private final Deque<Pose> ahead = new ArrayDeque<>();

    NeutralSearch(PoseStream poses, PlayRules rules, Cancellation cancellation) {
        this.poses = poses;
        this.rules = rules;
        this.cancellation = cancellation;
    }

    /** Finds how the driver's motion becomes that of a person with these neutral landmarks. */
    MotionTransfer transferTo(Landmarks person) {
        List<Landmarks> seen = readAhead();
        if (seen.isEmpty()) {
            throw new TalkingHeadException(
                    ErrorCode.DRIVER_WITHOUT_FACE,
                    "no face was found in the " + ahead.size() + " frames of " + rules.source()
                            + "; use one that shows a face, larger and from the front");
        }
        Landmarks neutral =
                rules.neutralAt().map(this::shownAt).orElseGet(() -> seen.get(NeutralFace.indexOfBest(seen)));
        // A single picture has no motion: only its pose itself can be taken over.
        boolean absolute = rules.motion() == Motion.ABSOLUTE || ahead.size() == 1;
        return absolute ? MotionTransfer.absolute(neutral, person) : MotionTransfer.relative(neutral, person);
    }

    private List<Landmarks> readAhead() {
        List<Landmarks> seen = new ArrayList<>();
        int window = poses.neutralWindow();
        while (ahead.size() < window || seen.isEmpty() || isBefore(rules.neutralAt())) {
            cancellation.check("the animation");
            Optional<Pose> pose = poses.next();
            if (pose.isEmpty()) {
                break;
            }
            ahead.add(pose.get());
            pose.get().landmarks().ifPresent(seen::add);
        }
        return seen;
    }

    /** Tells whether what was read ends before a moment. */
    private boolean isBefore(Optional<Duration> moment) {
        Pose last = ahead.peekLast();
        return moment.isPresent() && (last == null || last.time().start().compareTo(moment.get()) < 0);
    }

    /** Returns the face that was seen nearest to a moment. */
    private Landmarks shownAt(Duration moment) {
        return ahead.stream()
                .filter(pose -> pose.landmarks().isPresent())
                .min(Comparator.comparing(
                        pose -> pose.time().start().minus(moment).abs()))
                .flatMap(Pose::landmarks)
                .orElseThrow();
    }

    /** Returns the next pose, or nothing at the end. */
    Optional<Pose> next() {
        return ahead.isEmpty() ? poses.next() : Optional.of(ahead.remove());
    }
}
