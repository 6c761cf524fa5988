package io.talkinghead.djl.baseline;

import ai.djl.ndarray.NDManager;
import io.talkinghead.lab.comparison.BaselineSize;
import io.talkinghead.lab.comparison.ComparedMethod;
import io.talkinghead.lab.training.EpisodeOptions;
import io.talkinghead.model.Weights;
import java.util.List;

/**
 * GANimation (Pumarola et al. 2018), driven by what the landmarks tell of a face's expression.
 *
 * @param channels at the first level of the generator, and of the critic
 * @param resolution of the pictures, a power of two, 32 or more
 * @param batch pictures of an update
 */
record Ganimation(int channels, int resolution, int batch) implements Baseline {
    static final String GENERATOR_ADAM = "generatorAdam";
    static final String CRITIC_ADAM = "criticAdam";

    /** Updates of the critic for one of the generator. */
    static final int CRITIC_UPDATES = 5;

    /** The part of a training with rates that fall: 10 of the paper's 30 epochs. */
    private static final double FALLING = 1 / 3.0;

    static Ganimation of(BaselineSize size, int resolution) {
        return switch (size) {
            case CPU -> new Ganimation(16, resolution, 4);
            case PAPER -> new Ganimation(64, resolution, 25);
        };
    }

    @Override
    public String id() {
        return BaselineMethods.GANIMATION;
    }

    LayerTable generator() {
        return GanimationTables.generator(channels);
    }

    GanimationTables.Critic critic() {
        return GanimationTables.Critic.of(channels, resolution);
    }

    @Override
    public LayerTable table() {
        return generator().and(critic().table());
    }

    @Override
    public Weights fresh(long seed) {
        return FreshLayers.of(table(), seed, name -> false);
    }

    /** Every update has pictures of its own. */
    @Override
    public EpisodeOptions episodes() {
        return EpisodeOptions.compact().withShots(1, 1).withBatch(CRITIC_UPDATES * batch);
    }

    @Override
    public List<String> optimisers() {
        return List.of(GENERATOR_ADAM, CRITIC_ADAM);
    }

    /** Constant, and then falling along a line to nothing, as in the paper. */
    @Override
    public double rateFactor(long step, long steps) {
        return Math.min(1, (1 - (double) step / steps) / FALLING);
    }

    @Override
    public BaselineTraining training(BaselineState state, NDManager manager) {
        return GanimationTraining.open(this, state, manager);
    }

    @Override
    public ComparedMethod method(Weights weights, TorchWorker worker) {
        return GanimationMethod.open(this, weights, worker);
    }
}
