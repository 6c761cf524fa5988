package io.talkinghead;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import io.talkinghead.drive.Motion;
import io.talkinghead.face.FaceChoice;
import io.talkinghead.face.NoFacePolicy;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.WorkListener;
import java.time.Duration;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How a driver is followed, which listener hears of it, and what ends it.
 *
 * <p><b>Threading:</b> immutable.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class AnimationOptions {
    private static final double STRONGEST = 3;
    private static final AnimationOptions DEFAULTS = with(
            Motion.RELATIVE,
            NoFacePolicy.HOLD,
            FaceChoice.largest(),
            true,
            Optional.empty(),
            1,
            new Work(WorkListener.NONE, Optional.empty()));

    private final State state;

    private AnimationOptions(State state) {
        this.state = state;
    }

    /**
     * Relative motion, hold the last pose, the largest face, smoothed, as far as the driver moves; no listener, and only
     * {@link Animation#cancel()} ends it.
     */
    public static AnimationOptions defaults() {
        return DEFAULTS;
    }

    /** Returns how the driver's landmarks become the person's. */
    public Motion motion() {
        return state.motion;
    }

    /** Returns what to do with frames without a face. */
    public NoFacePolicy noFace() {
        return state.noFace;
    }

    /** Returns which of several faces in the driver is meant. */
    public FaceChoice face() {
        return state.face;
    }

    /** Tells whether landmark jitter is smoothed. */
    public boolean smoothing() {
        return state.smoothing;
    }

    /** Returns when the driver's neutral frame is shown, if it is not to be looked for. */
    public Optional<Duration> neutralAt() {
        return state.neutralAt;
    }

    /** Returns how far the person moves: 1 is as far as the driver, 0 not at all. */
    public double strength() {
        return state.strength;
    }

    /** Returns the listener that hears of every frame rendered. */
    public WorkListener progress() {
        return state.work.listener;
    }

    /** Returns what ends the animation, if anything but {@link Animation#cancel()}. */
    public Optional<Cancellation> cancellation() {
        return state.work.cancellation;
    }

    /** Returns these options with another motion. */
    public AnimationOptions withMotion(Motion motion) {
        return with(motion, noFace(), face(), smoothing(), neutralAt(), strength(), state.work);
    }

    /** Returns these options with another policy. */
    public AnimationOptions withNoFace(NoFacePolicy policy) {
        return with(motion(), policy, face(), smoothing(), neutralAt(), strength(), state.work);
    }

    /** Returns these options with another choice of face. */
    public AnimationOptions withFace(FaceChoice face) {
        return with(motion(), noFace(), face, smoothing(), neutralAt(), strength(), state.work);
    }

    /** Returns these options with smoothing on or off. */
    public AnimationOptions withSmoothing(boolean smoothing) {
        return with(motion(), noFace(), face(), smoothing, neutralAt(), strength(), state.work);
    }

    /**
     * Returns these options with a neutral frame, from which the driver's motion is measured, instead of the best of the first ones. What
     * comes before it is read before the first frame is rendered. It counts for the driver that is played, but not for {@link LiveHead} and
     * not for those that are mixed into another, which have neutral frames of their own.
     *
     * @param time in the driver; of frames with a face the nearest counts
     * @throws IllegalArgumentException when it is negative
     */
    public AnimationOptions withNeutralAt(Duration time) {
        return with(motion(), noFace(), face(), smoothing(), Optional.of(time), strength(), state.work);
    }

    /**
     * Returns these options with a motion that is multiplied: pose, brows, eyes and mouth alike, also of drivers that are numbers or
     * mixed; {@link io.talkinghead.drive.DriverMix#withStrength} multiplies parts.
     *
     * @param strength 0, the photo's face, to 3; 1 leaves the motion as it is
     * @throws IllegalArgumentException when it is out of range
     */
    public AnimationOptions withStrength(double strength) {
        return with(motion(), noFace(), face(), smoothing(), neutralAt(), strength, state.work);
    }

    /** Returns these options with a listener that hears of every frame rendered. */
    public AnimationOptions withProgress(WorkListener listener) {
        return with(
                motion(), noFace(), face(), smoothing(), neutralAt(), strength(), new Work(listener, cancellation()));
    }

    /** Returns these options with what ends the animation, besides {@link Animation#cancel()}. */
    public AnimationOptions withCancellation(Cancellation cancellation) {
        return with(
                motion(),
                noFace(),
                face(),
                smoothing(),
                neutralAt(),
                strength(),
                new Work(progress(), Optional.of(cancellation)));
    }

    private static AnimationOptions with(
            Motion motion,
            NoFacePolicy noFace,
            FaceChoice face,
            boolean smoothing,
            Optional<Duration> neutralAt,
            double strength,
            Work work) {
        return new AnimationOptions(new State(motion, noFace, face, smoothing, neutralAt, strength, work));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AnimationOptions that && state.equals(that.state);
    }

    @Override
    public int hashCode() {
        return state.hashCode();
    }

    @Override
    public String toString() {
        return "AnimationOptions" + state.toString().substring("State".length());
    }

    /** Refuses a strength that is out of range. */
    static void checkStrength(double strength) {
        checkArgument(strength >= 0 && strength <= STRONGEST, "a strength is 0 to %s, not %s", STRONGEST, strength);
    }

    private record State(
            Motion motion,
            NoFacePolicy noFace,
            FaceChoice face,
            boolean smoothing,
            Optional<Duration> neutralAt,
            double strength,
            Work work) {
        State {
            requireNonNull(motion, "motion");
            requireNonNull(noFace, "noFace");
            requireNonNull(face, "face");
            checkStrength(strength);
            checkArgument(
                    neutralAt.isEmpty() || !neutralAt.get().isNegative(),
                    "a neutral frame at %s is before the first",
                    neutralAt);
        }
    }

    private record Work(WorkListener listener, Optional<Cancellation> cancellation) {
        Work {
            requireNonNull(listener, "listener");
        }
    }
}
