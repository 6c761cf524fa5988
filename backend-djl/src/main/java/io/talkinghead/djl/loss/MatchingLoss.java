package io.talkinghead.djl.loss;

import ai.djl.ndarray.NDArray;

/**
 * L_MCH without its weight: the mean absolute difference of embeddings and identity rows (paper, section 3.3). Every video
 * counts alike, however many photos it came with.
 */
public final class MatchingLoss {
    private MatchingLoss() {}

    /**
     * Compares.
     *
     * @param embeddings of S photos, [S, e]
     * @param rows W_i of N videos, [N, e]
     * @param mean 1 / K for each photo of a video, [N, S]
     */
    public static NDArray between(NDArray embeddings, NDArray rows, NDArray mean) {
        // [N, S] is 0 but for a video's own photos, so this repeats each row for its photos.
        NDArray own = mean.gt(0).toType(mean.getDataType(), false).transpose().matMul(rows);
        NDArray perPhoto = embeddings.sub(own).abs().mean(new int[] {1}, true);
        return mean.matMul(perPhoto).mean();
    }
}
