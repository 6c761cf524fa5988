package io.talkinghead.djl.loss;

import ai.djl.ndarray.NDArray;
import io.talkinghead.djl.net.Generated;
import io.talkinghead.djl.sample.Batch;

/** How unlike generated pictures are their targets: the part of a loss that needs no discriminator. */
interface Likeness extends AutoCloseable {
    /** Compares a batch; one number, with gradients. */
    NDArray of(Generated made, Batch batch);

    @Override
    void close();
}
