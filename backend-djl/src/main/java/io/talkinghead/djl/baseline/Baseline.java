package io.talkinghead.djl.baseline;

import ai.djl.ndarray.NDManager;
import io.talkinghead.djl.train.CoolingRate;
import io.talkinghead.lab.comparison.ComparedMethod;
import io.talkinghead.lab.training.EpisodeOptions;
import io.talkinghead.model.Weights;
import java.util.List;

/**
 * A method of another paper, as it is built here at one size and resolution.
 *
 * <p><b>Threading:</b> immutable.
 */
interface Baseline {
    /** Returns its name in options, files and tables. */
    String id();

    /** Returns the side of the pictures it makes. */
    int resolution();

    /** Returns all layers whose weights a trained method has. */
    LayerTable table();

    /** Draws the weights with which a training begins. */
    Weights fresh(long seed);

    /** Returns how examples are drawn for it. */
    EpisodeOptions episodes();

    /** Returns the names of its optimisers' states. */
    List<String> optimisers();

    /** Returns the factor of the learning rates at a step, from 0, of {@code steps} in all. */
    default double rateFactor(long step, long steps) {
        return CoolingRate.factor(step, steps);
    }

    /** Takes up a state of a training; {@code manager} owns it until it is closed. */
    BaselineTraining training(BaselineState state, NDManager manager);

    /** Takes up trained weights; the method owns the worker from now on. */
    ComparedMethod method(Weights weights, TorchWorker worker);
}
