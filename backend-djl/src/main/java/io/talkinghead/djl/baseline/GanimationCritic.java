package io.talkinghead.djl.baseline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.talkinghead.djl.baseline.GanimationTables.Critic;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.djl.engine.TorchArrays;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * GANimation's critic as functions of arrays.
 *
 * <p>It is linear but for activations that are lines on either side of nought. So the gradient of its scores with respect to the picture
 * is a network, too: the layers backwards, transposed, between factors that only depend on where each activation is. That is computed
 * here as it stands: what a gradient penalty needs, without differentiating twice.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class GanimationCritic {
    private final Critic critic;
    private final LayerNetwork network;
    private final Function<String, NDArray> arrays;

    GanimationCritic(Critic critic, Function<String, NDArray> arrays) {
        this.critic = critic;
        this.arrays = arrays;
        network = new LayerNetwork(critic.table(), arrays, true);
    }

    /** Judges pictures, [N, 3, R, R]. */
    Judged judge(NDArray pictures) {
        List<NDArray> levels = levels(pictures);
        NDArray seen = levels.get(levels.size() - 1);
        NDArray units = network.apply(Critic.UNITS, seen);
        return new Judged(
                network.apply(Critic.SCORE, seen),
                units.reshape(units.getShape().get(0), ActionUnit.COUNT));
    }

    private List<NDArray> levels(NDArray pictures) {
        List<NDArray> levels = new ArrayList<>();
        NDArray x = pictures;
        for (int level = 0; level < critic.levels(); level++) {
            x = network.apply(Critic.level(level), x);
            levels.add(x);
        }
        return levels;
    }

    /**
     * Returns the gradient of each picture's scores, summed up, with respect to the picture. It can be differentiated with respect to the
     * critic's parameters, not to the pictures.
     *
     * @param pictures [N, 3, R, R]
     * @return of the same shape
     */
    NDArray slope(NDArray pictures) {
        List<NDArray> factors = Gradients.off(
                () -> levels(pictures).stream().map(GanimationCritic::factors).toList());
        Shape last = factors.get(factors.size() - 1).getShape();
        NDArray ones =
                pictures.getManager().ones(new Shape(last.get(0), 1, last.get(2), last.get(3)), pictures.getDataType());
        NDArray slope = Operation.THREE.apply(ones, backwards(Critic.SCORE), null);
        for (int level = critic.levels() - 1; level >= 0; level--) {
            slope = Operation.TRANSPOSE_FOUR.apply(slope.mul(factors.get(level)), backwards(Critic.level(level)), null);
        }
        return slope;
    }

    /** An activation keeps the sign: what it multiplies with is seen behind it. */
    private static NDArray factors(NDArray activated) {
        NDArray positive = activated.gt(0).toType(activated.getDataType(), false);
        return TorchArrays.scaled(positive, 1 - Activation.FAINT_SLOPE).add(Activation.FAINT_SLOPE);
    }

    /** Returns a layer's kernel for the way back: inputs and outputs change places, and it is turned by half a turn. */
    private NDArray backwards(String layer) {
        return arrays.apply(layer + ".weight").transpose(1, 0, 2, 3).flip(2, 3);
    }

    /**
     * What the critic says.
     *
     * @param scores high for what looks real, [N, 1, h, w]
     * @param units the expressions it sees, [N, 17]
     */
    record Judged(NDArray scores, NDArray units) {}
}
