package io.talkinghead.tuning;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.apiguardian.api.API;

/**
 * The outcome of a tuning.
 *
 * @param curve every epoch, the state before the first among them as epoch 0
 * @param chosenEpoch the epoch whose person was returned; 0 is the person before tuning
 * @param stop why it ended
 * @param time it took
 */
@API(status = API.Status.STABLE, since = "0.1")
public record TuningReport(List<Epoch> curve, int chosenEpoch, Stop stop, Duration time) {
    /** Copies the curve. */
    public TuningReport {
        curve = List.copyOf(curve);
    }

    /** Returns the held-out photo's loss before tuning, if one was held out. */
    public OptionalDouble heldOutBefore() {
        return curve.get(0).heldOut();
    }

    /** Returns the held-out photo's loss with the person returned, if one was held out. */
    public OptionalDouble heldOutAfter() {
        return curve.get(chosenEpoch).heldOut();
    }

    /**
     * One epoch's losses, as in {@link TuningProgress}.
     *
     * @param content content loss
     * @param adversarial the generator's adversarial loss with feature matching
     * @param discriminator the discriminator's loss
     * @param heldOut content loss of the photo, or of the mirror images, held out, if any is
     */
    public record Epoch(double content, double adversarial, double discriminator, OptionalDouble heldOut) {}

    /** Why a tuning ended. */
    public enum Stop {
        /** All epochs are done. */
        COMPLETED,
        /** The photo held out had become no better for several epochs. */
        HELD_OUT_GOT_NO_BETTER,
        /** It was cancelled. */
        CANCELLED,
        /** The time budget was used up. */
        TIME_BUDGET,
        /** A loss was no number or far above its beginning; the last good person was returned. */
        DIVERGED
    }
}
