package io.talkinghead.lab.evaluation;

import org.apiguardian.api.API;

/**
 * How a part of the face follows the driver's.
 *
 * @param correlation of the openings over a clip's held-out frames, mean over the clips; NaN where there is none
 * @param clips in which the driver varies enough to be followed
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Following(double correlation, int clips) {
    /** Sums clips. */
    static final class Sum {
        private double sum;
        private int clips;

        void add(double correlation) {
            sum += correlation;
            clips++;
        }

        /** 0 / 0 is NaN: not measured. */
        Following mean() {
            return new Following(sum / clips, clips);
        }
    }
}
