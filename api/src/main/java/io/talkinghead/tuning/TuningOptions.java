package io.talkinghead.tuning;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How a person is fine-tuned (paper, section 3.4 and supplement A.4).
 *
 * @param epochs passes over the photos; the paper has 40
 * @param batch photos of one step; nothing means 8, or all where there are fewer
 * @param generatorRate learning rate of the generator and of psi'
 * @param discriminatorRate learning rate of the discriminator and of w'
 * @param discriminatorSteps updates of the discriminator for one of the generator
 * @param ablations what is left out
 * @param content the networks of the content loss
 * @param holdOut whether, of 4 photos or more, one is kept back to choose the best epoch by and to stop when it is past
 * @param timeBudget when to stop at the latest, or nothing
 * @param seed of everything random
 */
public record TuningOptions(
        int epochs,
        OptionalInt batch,
        double generatorRate,
        double discriminatorRate,
        int discriminatorSteps,
        Set<Ablation> ablations,
        ContentNetworks content,
        boolean holdOut,
        Optional<Duration> timeBudget,
        long seed) {
    /** Checks the numbers. */
    public TuningOptions {
        checkArgument(epochs >= 1, "at least one epoch is needed, not %s", epochs);
        checkArgument(batch.isEmpty() || batch.getAsInt() >= 1, "a batch has at least one photo, not %s", batch);
        checkArgument(
                generatorRate > 0 && discriminatorRate > 0,
                "learning rates are positive, not %s and %s",
                generatorRate,
                discriminatorRate);
        checkArgument(discriminatorSteps >= 1, "at least one discriminator step, not %s", discriminatorSteps);
        ablations = Set.copyOf(ablations);
    }

    /** The paper's: 40 epochs, batches of 8, rates 5e-5 and 2e-4, two discriminator steps; a photo held out; seed 0. */
    public static TuningOptions defaults() {
        return new TuningOptions(
                40, OptionalInt.empty(), 5e-5, 2e-4, 2, Set.of(), ContentNetworks.shipped(), true, Optional.empty(), 0);
    }

    /** Returns these options with another number of epochs. */
    public TuningOptions withEpochs(int other) {
        return new TuningOptions(
                other,
                batch,
                generatorRate,
                discriminatorRate,
                discriminatorSteps,
                ablations,
                content,
                holdOut,
                timeBudget,
                seed);
    }

    /** Returns these options with other learning rates. */
    public TuningOptions withRates(double generator, double discriminator) {
        return new TuningOptions(
                epochs,
                batch,
                generator,
                discriminator,
                discriminatorSteps,
                ablations,
                content,
                holdOut,
                timeBudget,
                seed);
    }

    /** Returns these options with other ablations. */
    public TuningOptions withAblations(Set<Ablation> other) {
        return new TuningOptions(
                epochs,
                batch,
                generatorRate,
                discriminatorRate,
                discriminatorSteps,
                other,
                content,
                holdOut,
                timeBudget,
                seed);
    }

    /** Returns these options with other networks in the content loss. */
    public TuningOptions withContent(ContentNetworks other) {
        return new TuningOptions(
                epochs,
                batch,
                generatorRate,
                discriminatorRate,
                discriminatorSteps,
                ablations,
                other,
                holdOut,
                timeBudget,
                seed);
    }

    /** Returns these options with or without a photo held out. */
    public TuningOptions withHoldOut(boolean other) {
        return new TuningOptions(
                epochs,
                batch,
                generatorRate,
                discriminatorRate,
                discriminatorSteps,
                ablations,
                content,
                other,
                timeBudget,
                seed);
    }

    /** Returns these options with a time budget. */
    public TuningOptions withTimeBudget(Duration budget) {
        return new TuningOptions(
                epochs,
                batch,
                generatorRate,
                discriminatorRate,
                discriminatorSteps,
                ablations,
                content,
                holdOut,
                Optional.of(budget),
                seed);
    }

    /** Returns these options with another seed. */
    public TuningOptions withSeed(long other) {
        return new TuningOptions(
                epochs,
                batch,
                generatorRate,
                discriminatorRate,
                discriminatorSteps,
                ablations,
                content,
                holdOut,
                timeBudget,
                other);
    }

    /** What may be left out, to see what it is good for (supplement, ablation study). */
    public enum Ablation {
        /** psi' starts at random instead of P e. */
        RANDOM_PSI,
        /** w' starts at random instead of w0 + e. */
        RANDOM_IDENTITY,
        /** The content loss alone: no discriminator. */
        NO_ADVERSARIAL
    }
}
