package io.talkinghead.lab.evaluation;

import java.util.OptionalDouble;
import org.apiguardian.api.API;

/**
 * How a part of the face follows the driver's.
 *
 * @param correlation of the openings over a clip's held-out frames, mean over the clips; empty where there is none
 * @param clips in which the driver varies enough to be followed
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Following(OptionalDouble correlation, int clips) {
    /** Sums clips. */
    static final class Sum {
        private double sum;
        private int clips;

        void add(double correlation) {
            sum += correlation;
            clips++;
        }

        Following mean() {
            return new Following(EvaluationRow.measured(sum / clips), clips);
        }
    }
}
