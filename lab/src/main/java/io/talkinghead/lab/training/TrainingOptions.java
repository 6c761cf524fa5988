package io.talkinghead.lab.training;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How a model is meta-learned. Values out of range are refused with an
 * {@link IllegalArgumentException} that names them.
 *
 * <p><b>Threading:</b> immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class TrainingOptions {
    private final Values values;

    private TrainingOptions(Values values) {
        values.check();
        this.values = values;
    }

    /** Returns options with a validation fraction of 0.05, one replica and seed 0. */
    public static TrainingOptions of(EpisodeOptions episodes, UpdateOptions updates, ScheduleOptions schedule) {
        return new TrainingOptions(new Values(
                requireNonNull(episodes, "episodes"),
                requireNonNull(updates, "updates"),
                requireNonNull(schedule, "schedule")));
    }

    /** Returns how episodes are drawn. */
    public EpisodeOptions episodes() {
        return values.episodes;
    }

    /** Returns how the networks are updated. */
    public UpdateOptions updates() {
        return values.updates;
    }

    /** Returns when to stop and save. */
    public ScheduleOptions schedule() {
        return values.schedule;
    }

    /** Returns about what part of the identities, above 0 and below 1, is kept for validation, by a hash of their names. */
    public double validationFraction() {
        return values.validationFraction;
    }

    /** Returns the copies of the networks, 1 or more, that share each step's batch evenly and average their gradients: one a GPU where there are several, counted from the backend's device on. */
    public int replicas() {
        return values.replicas;
    }

    /** Returns the seed of everything random. */
    public long seed() {
        return values.seed;
    }

    private TrainingOptions with(Consumer<Values> change) {
        Values changed = new Values(values);
        change.accept(changed);
        return new TrainingOptions(changed);
    }

    /** Returns these options with episodes drawn otherwise. */
    public TrainingOptions withEpisodes(EpisodeOptions other) {
        return with(changed -> changed.episodes = requireNonNull(other, "episodes"));
    }

    /** Returns these options with other updates. */
    public TrainingOptions withUpdates(UpdateOptions other) {
        return with(changed -> changed.updates = requireNonNull(other, "updates"));
    }

    /** Returns these options with another schedule. */
    public TrainingOptions withSchedule(ScheduleOptions other) {
        return with(changed -> changed.schedule = requireNonNull(other, "schedule"));
    }

    /** Returns these options with another part of the identities kept for validation. */
    public TrainingOptions withValidationFraction(double other) {
        return with(changed -> changed.validationFraction = other);
    }

    /** Returns these options with another number of replicas. */
    public TrainingOptions withReplicas(int other) {
        return with(changed -> changed.replicas = other);
    }

    /** Returns these options with another seed. */
    public TrainingOptions withSeed(long other) {
        return with(changed -> changed.seed = other);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TrainingOptions that && values.all().equals(that.values.all());
    }

    @Override
    public int hashCode() {
        return values.all().hashCode();
    }

    @Override
    public String toString() {
        return "TrainingOptions" + values.all();
    }

    /** The options, changed only before they are given to their owner. */
    private static final class Values {
        private EpisodeOptions episodes;
        private UpdateOptions updates;
        private ScheduleOptions schedule;
        private double validationFraction = 0.05;
        private int replicas = 1;
        private long seed = 0;

        Values(EpisodeOptions episodes, UpdateOptions updates, ScheduleOptions schedule) {
            this.episodes = episodes;
            this.updates = updates;
            this.schedule = schedule;
        }

        Values(Values other) {
            episodes = other.episodes;
            updates = other.updates;
            schedule = other.schedule;
            validationFraction = other.validationFraction;
            replicas = other.replicas;
            seed = other.seed;
        }

        void check() {
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

        Map<String, @Nullable Object> all() {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            all.put("episodes", episodes);
            all.put("updates", updates);
            all.put("schedule", schedule);
            all.put("validationFraction", validationFraction);
            all.put("replicas", replicas);
            all.put("seed", seed);
            return all;
        }
    }
}
