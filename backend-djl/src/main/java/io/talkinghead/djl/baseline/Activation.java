package io.talkinghead.djl.baseline;

import ai.djl.ndarray.NDArray;

/** What follows a layer. */
enum Activation {
    NONE,
    RELU,
    /** With a slope of 0.2 below nought. */
    LEAKY,
    TANH;

    private static final float SLOPE = 0.2f;

    NDArray apply(NDArray x) {
        return switch (this) {
            case NONE -> x;
            case RELU -> x.getNDArrayInternal().relu();
            case LEAKY -> x.getNDArrayInternal().leakyRelu(SLOPE);
            case TANH -> x.getNDArrayInternal().tanh();
        };
    }
}
