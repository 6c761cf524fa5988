package io.talkinghead.lab.training;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * When a training stops and saves. Values out of range are refused with an
 * {@link IllegalArgumentException} that names them.
 *
 * <p><b>Threading:</b> immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ScheduleOptions {
    private final Values values;

    private ScheduleOptions(Values values) {
        values.check();
        this.values = values;
    }

    /** So many steps, a checkpoint every ten minutes, a row for 20 steps. */
    public static ScheduleOptions ofSteps(long steps) {
        return new ScheduleOptions(new Values(steps));
    }

    /** Returns the generator updates in all, 1 or more, those of earlier runs included. */
    public long steps() {
        return values.steps;
    }

    /** Returns when to stop this run at the latest; empty for never. */
    public Optional<Duration> timeBudget() {
        return Optional.ofNullable(values.timeBudget);
    }

    /** Returns the time between checkpoints, with their validation and pictures. */
    public Duration checkpointEvery() {
        return values.checkpointEvery;
    }

    /** Returns how many steps a row of {@code losses.csv} stands for, 1 or more. */
    public int logEvery() {
        return values.logEvery;
    }

    private ScheduleOptions with(Consumer<Values> change) {
        Values changed = new Values(values);
        change.accept(changed);
        return new ScheduleOptions(changed);
    }

    /** Returns this schedule with a time budget. */
    public ScheduleOptions withTimeBudget(Duration budget) {
        return with(changed -> changed.timeBudget = requireNonNull(budget, "budget"));
    }

    /** Returns this schedule with another time between checkpoints. */
    public ScheduleOptions withCheckpointEvery(Duration time) {
        return with(changed -> changed.checkpointEvery = requireNonNull(time, "time"));
    }

    /** Returns this schedule with another number of steps for a row of {@code losses.csv}. */
    public ScheduleOptions withLogEvery(int steps) {
        return with(changed -> changed.logEvery = steps);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ScheduleOptions that && values.all().equals(that.values.all());
    }

    @Override
    public int hashCode() {
        return values.all().hashCode();
    }

    @Override
    public String toString() {
        return "ScheduleOptions" + values.all();
    }

    /** The options, changed only before they are given to their owner. */
    private static final class Values {
        private long steps;
        private @Nullable Duration timeBudget;
        private Duration checkpointEvery = Duration.ofMinutes(10);
        private int logEvery = 20;

        Values(long steps) {
            this.steps = steps;
        }

        Values(Values other) {
            steps = other.steps;
            timeBudget = other.timeBudget;
            checkpointEvery = other.checkpointEvery;
            logEvery = other.logEvery;
        }

        void check() {
            checkArgument(steps >= 1, "at least one step is needed, not %s", steps);
            checkArgument(
                    timeBudget == null || !timeBudget.isNegative(), "the time budget is negative: %s", timeBudget);
            checkArgument(
                    !checkpointEvery.isNegative(), "the time between checkpoints is negative: %s", checkpointEvery);
            checkArgument(logEvery >= 1, "a row stands for at least one step, not %s", logEvery);
        }

        Map<String, @Nullable Object> all() {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            all.put("steps", steps);
            all.put("timeBudget", timeBudget);
            all.put("checkpointEvery", checkpointEvery);
            all.put("logEvery", logEvery);
            return all;
        }
    }
}
