package io.talkinghead.djl.loss;

import ai.djl.ndarray.NDArray;

/** L_MCH without its weight: the mean absolute difference of embeddings and identity rows (paper, section 3.3). */
public final class MatchingLoss {
    private MatchingLoss() {}

    /** Compares embeddings with the rows W_i of their videos, [N, e] both. */
    public static NDArray between(NDArray embeddings, NDArray rows) {
        return embeddings.sub(rows).abs().mean();
    }
}
