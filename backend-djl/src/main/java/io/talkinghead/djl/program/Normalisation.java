package io.talkinghead.djl.program;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Instance normalisation as the engine's batch normalisation of one picture with N x C channels: one native operation, and
 * one for its gradient.
 */
public final class Normalisation {
    private Normalisation() {}

    /** Normalises with one scale and bias a channel, [C] both. */
    public static NDArray perChannel(NDArray x, NDArray scale, NDArray bias, double epsilon) {
        long pictures = x.getShape().get(0);
        return pictures == 1
                ? flat(x, scale, bias, epsilon)
                : flat(x, scale.tile(pictures), bias.tile(pictures), epsilon);
    }

    /** Normalises with a scale and bias a picture and channel, [N, C, 1, 1] both. */
    static NDArray perPicture(NDArray x, NDArray scale, NDArray bias, double epsilon) {
        Shape all = new Shape(x.getShape().get(0) * x.getShape().get(1));
        return flat(x, ofAll(x, scale).reshape(all), ofAll(x, bias).reshape(all), epsilon);
    }

    // One person drives a batch of pictures: their psi is given once.
    private static NDArray ofAll(NDArray x, NDArray parameter) {
        long pictures = x.getShape().get(0);
        return parameter.getShape().get(0) == pictures ? parameter : parameter.repeat(0, pictures);
    }

    private static NDArray flat(NDArray x, NDArray scale, NDArray bias, double epsilon) {
        Shape shape = x.getShape();
        long channels = shape.get(0) * shape.get(1);
        NDManager manager = x.getManager();
        DataType type = x.getDataType();
        // The engine wants running statistics to update; nobody reads them.
        NDArray mean = manager.zeros(new Shape(channels), type);
        NDArray variance = manager.ones(new Shape(channels), type);
        return x.getNDArrayInternal()
                .batchNorm(
                        x.reshape(1, channels, shape.get(2), shape.get(3)),
                        mean,
                        variance,
                        scale,
                        bias,
                        1,
                        0.1f,
                        (float) epsilon,
                        true)
                .singletonOrThrow()
                .reshape(shape);
    }
}
