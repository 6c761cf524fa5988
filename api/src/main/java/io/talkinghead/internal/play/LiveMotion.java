package io.talkinghead.internal.play;

import io.talkinghead.drive.LandmarkSmoother;
import io.talkinghead.drive.Motion;
import io.talkinghead.drive.MotionTransfer;
import io.talkinghead.face.Face;
import io.talkinghead.face.Landmarks;
import io.talkinghead.face.pose.FaceFollower;
import io.talkinghead.face.pose.NeutralFace;
import io.talkinghead.image.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adapts a camera's face to a person as the frames come, from the first on: the neutral face is the best of those seen at the
 * beginning, and gets better while they are seen.
 *
 * <p><b>Threading:</b> one thread at a time; {@link #chooseNeutral} from any.
 */
public final class LiveMotion {
    /** How many faces are looked at for a neutral one. */
    private static final int WINDOW = 15;

    private final FaceFollower follower;
    private final Landmarks person;
    private final PlayRules rules;
    private final LandmarkSmoother smoother = new LandmarkSmoother();
    private final List<Landmarks> seen = new ArrayList<>();
    private @Nullable Landmarks neutral;
    private @Nullable MotionTransfer transfer;
    private volatile boolean chosen;
    private volatile double strength;
    private double strengthNow;
    private int widthPx;
    private int heightPx;

    /** Follows one face for a person with these neutral landmarks. */
    public LiveMotion(FaceFollower follower, Landmarks person, PlayRules rules) {
        this.follower = follower;
        this.person = person;
        this.rules = rules;
        strength = rules.strength();
    }

    /** Makes the next face the neutral one. */
    public void chooseNeutral() {
        chosen = true;
    }

    /** Makes the person move further, or less far, from the next face on: see {@link MotionTransfer#withStrength}. */
    public void setStrength(double newStrength) {
        strength = newStrength;
    }

    /**
     * Returns the person's landmarks for the face of a frame, or nothing where none was found.
     *
     * @param time of the frame, since any moment; growing
     */
    public Optional<Landmarks> follow(Frame frame, Duration time) {
        startAgainIfResized(frame);
        Optional<Landmarks> found = follower.find(frame).map(Face::landmarks);
        if (found.isEmpty()) {
            smoother.reset();
            return Optional.empty();
        }
        Landmarks face = rules.smoothing() ? smoother.smooth(found.get(), time) : found.get();
        return Optional.of(transfer(found.get()).apply(face));
    }

    /** A camera that was turned, or another one: its pixels are others. */
    private void startAgainIfResized(Frame frame) {
        if (frame.widthPx() != widthPx || frame.heightPx() != heightPx) {
            widthPx = frame.widthPx();
            heightPx = frame.heightPx();
            seen.clear();
            smoother.reset();
        }
    }

    private MotionTransfer transfer(Landmarks face) {
        Landmarks best = neutral;
        if (chosen) {
            chosen = false;
            seen.clear();
            // No other face is looked at any more.
            for (int i = 0; i < WINDOW; i++) {
                seen.add(face);
            }
            best = face;
        } else if (best == null || seen.size() < WINDOW) {
            seen.add(face);
            best = seen.get(NeutralFace.indexOfBest(seen));
        }
        double newStrength = strength;
        MotionTransfer known = transfer;
        if (known == null || !best.equals(neutral) || newStrength != strengthNow) {
            known = between(best).withStrength(newStrength, person);
        }
        neutral = best;
        strengthNow = newStrength;
        transfer = known;
        return known;
    }

    private MotionTransfer between(Landmarks best) {
        return rules.motion() == Motion.ABSOLUTE
                ? MotionTransfer.absolute(best, person)
                : MotionTransfer.relative(best, person);
    }
}
