package io.talkinghead.djl.loss;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.djl.net.Parameters;
import io.talkinghead.djl.sample.Shot;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Planes;
import io.talkinghead.image.Resampler;
import java.util.List;

/**
 * How hard a loss pulls at a picture: the length of its gradient by the picture, in units of the gradient that the plain
 * mean absolute difference of the pixels has. Values of networks cannot be compared with each other, their pulls can.
 *
 * <p>Measured between portraits and the same portraits blurred, as an unfinished generator paints them.
 */
final class ContentCalibration {
    private static final int[] BLURS = {2, 4, 8};

    private ContentCalibration() {}

    /** Returns the mean pull over portraits and blurs. */
    static double pull(Difference loss, List<Shot> portraits, NDManager manager) {
        double sum = 0;
        for (Shot portrait : portraits) {
            for (int blur : BLURS) {
                sum += pull(loss, portrait, blurred(portrait, blur), manager);
            }
        }
        return sum / (portraits.size() * BLURS.length);
    }

    private static double pull(Difference loss, Shot portrait, float[] painted, NDManager manager) {
        int side = portrait.resolution();
        List<Integer> shape = List.of(1, 3, side, side);
        try (NDScope scope = new NDScope();
                Parameters picture = new Parameters(manager, DataType.FLOAT32)) {
            scope.suppressNotUsedWarning();
            picture.put("painted", shape, painted);
            NDArray target = TorchArrays.of(
                    manager, portrait.planes(), picture.get("painted").getShape());
            Gradients.on(() -> {
                Gradients.backward(loss.between(picture.get("painted"), target, List.of(portrait.landmarks())));
                return target;
            });
            double square = 0;
            for (float slope : requireNonNull(picture.gradient("painted")).toFloatArray()) {
                square += (double) slope * slope;
            }
            // The mean absolute difference of n values has slopes of 1 / n each, so a gradient of the length 1 /
            // sqrt(n).
            return Math.sqrt(square * painted.length);
        }
    }

    private static float[] blurred(Shot portrait, int times) {
        int side = portrait.resolution();
        Frame small = Resampler.resize(Planes.toFrame(portrait.planes(), side), side / times, side / times);
        return Planes.from(Resampler.resize(small, side, side));
    }

    /** Compares a painted picture, a target and the target's faces, as {@link ContentLoss#between} does. */
    @FunctionalInterface
    interface Difference {
        /** Returns a single value. */
        NDArray between(NDArray made, NDArray target, List<Landmarks> faces);
    }
}
