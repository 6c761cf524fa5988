package io.talkinghead.djl.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.talkinghead.djl.engine.TorchArrays;

/**
 * The mean absolute difference of two pictures at full, half and quarter size, each pixel counted by its weight. Not of the
 * paper: it keeps the composite of a guided model close to the target where the content loss measures the picture alone.
 */
public final class PixelLoss {
    private static final int LEVELS = 3;

    private PixelLoss() {}

    /**
     * Compares.
     *
     * @param made [N, 3, R, R]
     * @param target [N, 3, R, R]
     * @param weights [N, 1, R, R]
     */
    public static NDArray between(NDArray made, NDArray target, NDArray weights) {
        NDArray difference = made.sub(target);
        NDArray levelWeights = weights;
        NDArray sum = level(difference, levelWeights);
        for (int k = 1; k < LEVELS; k++) {
            difference = halved(difference);
            levelWeights = halved(levelWeights);
            sum = sum.add(level(difference, levelWeights));
        }
        return TorchArrays.scaled(sum, 1.0 / LEVELS);
    }

    private static NDArray level(NDArray difference, NDArray weights) {
        // Each picture for itself, so that the mean over a batch is the mean over its parts.
        return perPicture(difference.abs().mul(weights))
                .div(perPicture(weights))
                .mean();
    }

    private static NDArray perPicture(NDArray x) {
        return x.reshape(x.getShape().get(0), -1).mean(new int[] {1});
    }

    /** Returns pictures of half the size. */
    static NDArray halved(NDArray x) {
        Shape two = new Shape(2, 2);
        return x.getNDArrayInternal().avgPool(two, two, new Shape(0, 0), false, true);
    }
}
