package io.talkinghead.lab.training;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How the networks are updated.
 *
 * @param generatorRate learning rate of embedder and generator
 * @param discriminatorRate learning rate of the discriminator
 * @param discriminatorSteps updates of the discriminator for one of the generator
 * @param averageDecay of the moving average of embedder and generator, which is what is saved; it is smaller in the first steps
 * @param matching whether embeddings are drawn to the discriminator's identity rows (L_MCH), which fine-tuning needs; the
 *     paper's feed-forward variant leaves it out
 * @param adversarialFrom the step from which the discriminator takes part; before, a step costs about half
 */
public record UpdateOptions(
        double generatorRate,
        double discriminatorRate,
        int discriminatorSteps,
        double averageDecay,
        boolean matching,
        long adversarialFrom) {
    /** Checks the numbers. */
    public UpdateOptions {
        checkArgument(
                generatorRate > 0 && discriminatorRate > 0,
                "learning rates are positive, not %s and %s",
                generatorRate,
                discriminatorRate);
        checkArgument(discriminatorSteps >= 1, "at least one discriminator step, not %s", discriminatorSteps);
        checkArgument(averageDecay >= 0 && averageDecay < 1, "the decay is 0 to below 1, not %s", averageDecay);
        checkArgument(adversarialFrom >= 0, "a step is counted from 0, not %s", adversarialFrom);
    }

    /** The paper's: 5e-5 and 2e-4, two discriminator steps, the matching loss; an average of 0.999 (supplement A.4). */
    public static UpdateOptions paper() {
        return new UpdateOptions(5e-5, 2e-4, 2, 0.999, true, 0);
    }
}
