package io.talkinghead.lab.training;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How a model is meta-learned.
 *
 * @param episodes how they are drawn
 * @param updates how the networks are updated
 * @param schedule when to stop and save
 * @param validationFraction about what part of the identities is kept for validation, by a hash of their names
 * @param replicas copies of the networks that share each step's batch and average their gradients: one a GPU where there
 *     are several, counted from the backend's device on
 * @param seed of everything random
 */
public record TrainingOptions(
        EpisodeOptions episodes,
        UpdateOptions updates,
        ScheduleOptions schedule,
        double validationFraction,
        int replicas,
        long seed) {
    /** Checks the numbers. */
    public TrainingOptions {
        checkArgument(
                validationFraction > 0 && validationFraction < 1,
                "the validation fraction lies between 0 and 1, not %s",
                validationFraction);
        checkArgument(replicas >= 1, "at least one replica, not %s", replicas);
        checkArgument(
                episodes.batch() % replicas == 0,
                "%s replicas cannot share a batch of %s evenly",
                replicas,
                episodes.batch());
    }

    /** Returns options with a validation fraction of 0.05, one replica and seed 0. */
    public static TrainingOptions of(EpisodeOptions episodes, UpdateOptions updates, ScheduleOptions schedule) {
        return new TrainingOptions(episodes, updates, schedule, 0.05, 1, 0);
    }
}
