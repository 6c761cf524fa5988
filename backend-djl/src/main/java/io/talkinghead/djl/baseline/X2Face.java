package io.talkinghead.djl.baseline;

import ai.djl.ndarray.NDManager;
import io.talkinghead.djl.sample.Shot;
import io.talkinghead.lab.comparison.BaselineSize;
import io.talkinghead.lab.comparison.ComparedMethod;
import io.talkinghead.lab.training.EpisodeOptions;
import io.talkinghead.model.Weights;
import java.util.List;

/**
 * X2Face (Wiles et al. 2018).
 *
 * @param drivenBy what the driving network is shown
 * @param channels at the first level
 * @param resolution of the pictures, a power of two
 * @param batch episodes of a step
 */
record X2Face(DrivenBy drivenBy, int channels, int resolution, int batch) implements Baseline {
    static final String ADAM = "adam";

    private static final int MOST_SOURCES = 3;

    static X2Face of(DrivenBy drivenBy, BaselineSize size, int resolution) {
        return switch (size) {
            case CPU -> new X2Face(drivenBy, 32, resolution, 8);
            case PAPER -> new X2Face(drivenBy, 64, resolution, 16);
        };
    }

    @Override
    public String id() {
        return switch (drivenBy) {
            case FRAMES -> BaselineMethods.X2FACE;
            case LANDMARKS -> BaselineMethods.X2FACE_LANDMARKS;
        };
    }

    int levels() {
        return Integer.numberOfTrailingZeros(resolution);
    }

    X2FaceTables tables() {
        return new X2FaceTables(channels, levels());
    }

    @Override
    public LayerTable table() {
        return tables().embedding().and(tables().driving());
    }

    @Override
    public Weights fresh(long seed) {
        return FreshLayers.of(table(), seed, X2FaceTables::endsNetwork);
    }

    @Override
    public EpisodeOptions episodes() {
        return EpisodeOptions.compact().withShots(1, MOST_SOURCES).withBatch(batch);
    }

    @Override
    public List<String> optimisers() {
        return List.of(ADAM);
    }

    @Override
    public BaselineTraining training(BaselineState state, NDManager manager) {
        return new X2FaceTraining(this, state, manager);
    }

    @Override
    public ComparedMethod method(Weights weights, TorchWorker worker) {
        return X2FaceMethod.open(this, weights, worker);
    }

    /** What the driving network is shown. */
    enum DrivenBy {
        FRAMES,
        LANDMARKS;

        /** Returns what is shown of a frame that is to be made, 3 x R x R. */
        float[] driver(Shot target) {
            return switch (this) {
                case FRAMES -> target.planes();
                case LANDMARKS -> target.landmarkPicture();
            };
        }
    }
}
