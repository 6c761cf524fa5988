package io.talkinghead.djl.train;

import io.talkinghead.lab.training.TrainingValidation;
import java.util.List;

/**
 * A training between two steps, as it is kept on disk.
 *
 * @param step updates done
 * @param rewinds how often the training has gone back after a divergence
 * @param origin what must be the same for it to go on
 * @param validations so far
 */
record Checkpoint(long step, int rewinds, Origin origin, List<TrainingValidation> validations) {
    Checkpoint {
        validations = List.copyOf(validations);
    }

    /**
     * What a training is of: going on with another would make its state meaningless.
     *
     * @param spec the architecture, in words
     * @param videos a hash of the names of all videos trained on, in the order of the rows of W
     * @param seed of everything random
     * @param start id of the model it started from, or {@code random}
     */
    record Origin(String spec, String videos, long seed, String start) {}
}
