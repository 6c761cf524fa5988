package io.talkinghead.lab.training;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import java.util.Optional;

/**
 * When a training stops and saves.
 *
 * @param steps generator updates in all, those of earlier runs included
 * @param timeBudget when to stop this run at the latest, or nothing
 * @param checkpointEvery time between checkpoints, with their validation and pictures
 * @param logEvery steps of one row of {@code losses.csv}
 */
public record ScheduleOptions(long steps, Optional<Duration> timeBudget, Duration checkpointEvery, int logEvery) {
    /** Checks the numbers. */
    public ScheduleOptions {
        checkArgument(steps >= 1, "at least one step is needed, not %s", steps);
        checkArgument(
                timeBudget.isEmpty() || !timeBudget.get().isNegative(), "the time budget is negative: %s", timeBudget);
        checkArgument(!checkpointEvery.isNegative(), "the time between checkpoints is negative: %s", checkpointEvery);
        checkArgument(logEvery >= 1, "a row stands for at least one step, not %s", logEvery);
    }

    /** So many steps, a checkpoint every ten minutes, a row for 20 steps. */
    public static ScheduleOptions ofSteps(long steps) {
        return new ScheduleOptions(steps, Optional.empty(), Duration.ofMinutes(10), 20);
    }

    /** Returns this schedule with a time budget. */
    public ScheduleOptions withTimeBudget(Duration budget) {
        return new ScheduleOptions(steps, Optional.of(budget), checkpointEvery, logEvery);
    }
}
