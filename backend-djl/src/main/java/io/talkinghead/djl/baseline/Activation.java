package io.talkinghead.djl.baseline;

import ai.djl.ndarray.NDArray;

/** What follows a layer. */
enum Activation {
    NONE,
    RELU,
    /** With a slope of 0.2 below nought. */
    LEAKY,
    /** With a slope of {@link #FAINT_SLOPE} below nought. */
    FAINT,
    SIGMOID,
    TANH;

    static final float FAINT_SLOPE = 0.01f;

    private static final float SLOPE = 0.2f;

    NDArray apply(NDArray x) {
        return switch (this) {
            case NONE -> x;
            case RELU -> x.getNDArrayInternal().relu();
            case LEAKY -> x.getNDArrayInternal().leakyRelu(SLOPE);
            case FAINT -> x.getNDArrayInternal().leakyRelu(FAINT_SLOPE);
            case SIGMOID -> x.getNDArrayInternal().sigmoid();
            case TANH -> x.getNDArrayInternal().tanh();
        };
    }
}
