package io.talkinghead.djl.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import org.jspecify.annotations.Nullable;

/**
 * What the embedder makes of S photos.
 *
 * @param photos [S, 3, R, R], as they were given
 * @param embeddings [S, e]
 * @param lent [S, M], what each lends to the generator, one map behind the other; nothing where heads do not turn,
 *     or are lent nothing
 */
public record EmbeddedPhotos(
        NDArray photos, NDArray embeddings, @Nullable NDArray lent) {
    /** Returns the photos as guides of heads that turn, [S, 3 R R + M]. */
    public NDArray guides() {
        NDArray flat = photos.reshape(photos.getShape().get(0), -1);
        return lent == null ? flat : NDArrays.concat(new NDList(flat, lent), 1);
    }
}
