package io.talkinghead.djl.baseline;

import ai.djl.ndarray.NDManager;
import io.talkinghead.lab.comparison.BaselineSize;
import io.talkinghead.lab.comparison.ComparedMethod;
import io.talkinghead.lab.training.EpisodeOptions;
import io.talkinghead.model.Weights;
import java.util.List;

/**
 * pix2pixHD (Wang et al. 2018) that draws frames from landmark pictures: learnt from everybody, then tuned to one person.
 *
 * @param channels at the first level of the generator, and of the discriminator
 * @param resolution of the pictures, a multiple of 16
 * @param batch episodes of a step, of two pictures each
 */
record Pix2pixHd(int channels, int resolution, int batch) implements Baseline {
    static final String GENERATOR_ADAM = "generatorAdam";
    static final String DISCRIMINATOR_ADAM = "discriminatorAdam";

    static Pix2pixHd of(BaselineSize size, int resolution) {
        return switch (size) {
            case CPU -> new Pix2pixHd(16, resolution, 4);
            case PAPER -> new Pix2pixHd(64, resolution, 4);
        };
    }

    @Override
    public String id() {
        return BaselineMethods.PIX2PIX_HD;
    }

    LayerTable generator() {
        return Pix2pixHdTables.generator(channels);
    }

    LayerTable discriminator() {
        return Pix2pixHdTables.discriminator(channels);
    }

    @Override
    public LayerTable table() {
        return generator().and(discriminator());
    }

    @Override
    public Weights fresh(long seed) {
        return FreshLayers.of(table(), seed, name -> false);
    }

    /** Of a photo and a target, both are drawn. */
    @Override
    public EpisodeOptions episodes() {
        return EpisodeOptions.compact().withShots(1, 1).withBatch(batch);
    }

    @Override
    public List<String> optimisers() {
        return List.of(GENERATOR_ADAM, DISCRIMINATOR_ADAM);
    }

    @Override
    public BaselineTraining training(BaselineState state, NDManager manager) {
        return Pix2pixHdTraining.open(this, state, manager);
    }

    @Override
    public ComparedMethod method(Weights weights, TorchWorker worker) {
        return new Pix2pixHdMethod(this, weights, worker);
    }
}
