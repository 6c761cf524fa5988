package io.talkinghead.lab.training;

import org.apiguardian.api.API;

/**
 * The losses of a training step, or their means over several.
 *
 * @param likeness content and pixels
 * @param adversarial the generator's adversarial loss with feature matching; 0 without the discriminator
 * @param matching L_MCH without its weight; 0 where it is left out
 * @param discriminator the discriminator's own loss; 0 without it
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record TrainingLosses(double likeness, double adversarial, double matching, double discriminator) {
    /** Tells whether all are numbers. */
    public boolean isFinite() {
        return Double.isFinite(likeness)
                && Double.isFinite(adversarial)
                && Double.isFinite(matching)
                && Double.isFinite(discriminator);
    }
}
