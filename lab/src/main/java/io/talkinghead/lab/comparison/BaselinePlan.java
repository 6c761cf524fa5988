package io.talkinghead.lab.comparison;

import io.talkinghead.lab.dataset.DatasetIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;

/**
 * How a method of another paper is trained: on the same people as the model it is compared with.
 *
 * @param persons to learn from
 * @param folder where the training and its weights are
 * @param networks which ones, and what they begin with
 * @param steps at most
 * @param time at most, over all runs that went on from one another
 * @param seed of everything that is drawn
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record BaselinePlan(
        List<DatasetIdentity> persons, Path folder, BaselineNetworks networks, int steps, Duration time, long seed) {
    /** Checks the values. */
    public BaselinePlan {
        persons = List.copyOf(persons);
        if (steps < 1 || time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("steps and time must be more than nothing");
        }
    }
}
