package io.talkinghead.djl.baseline;

/** How a layer's result is normalised. */
enum Norm {
    NONE,
    /** Over the batch, with a learnt scale and bias; in use by the means of training. */
    BATCH,
    /** Each picture and channel by itself, with nothing learnt. */
    INSTANCE,
    /** Each picture and channel by itself, with a learnt scale and bias. */
    AFFINE_INSTANCE;

    /** Tells whether a scale and a bias are learnt. */
    boolean isAffine() {
        return this == BATCH || this == AFFINE_INSTANCE;
    }
}
