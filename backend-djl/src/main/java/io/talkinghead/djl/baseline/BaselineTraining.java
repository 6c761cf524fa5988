package io.talkinghead.djl.baseline;

import io.talkinghead.djl.train.Episode;
import io.talkinghead.lab.training.TrainingLosses;
import java.util.List;

/**
 * The networks of a method in training.
 *
 * <p><b>Threading:</b> one thread, always the same, within an {@link ai.djl.ndarray.NDScope}.
 */
interface BaselineTraining extends AutoCloseable {
    /**
     * Learns from episodes once.
     *
     * @param done the part of all steps that is done, 0 to below 1: what comes late in a training depends on it
     * @param rateFactor of the learning rates
     * @return likeness: L1, or content, or what is lost on the way there and back; adversarial: the generator's, with feature matching;
     *     matching: the identity term, or how far the expression seen is off; discriminator: all that it is trained by
     */
    TrainingLosses step(List<Episode> episodes, double done, double rateFactor);

    /** Copies the state out. */
    BaselineState state();

    @Override
    void close();
}
