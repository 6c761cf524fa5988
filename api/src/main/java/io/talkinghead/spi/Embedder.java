package io.talkinghead.spi;

import io.talkinghead.model.ModelSpec;
import org.apiguardian.api.API;

/**
 * E(x, y) of the paper: what one photo says about a person's identity. The embedding of a person is the mean over the
 * photos.
 *
 * <p><b>Threading:</b> any number of threads. Closing waits for calls in progress; later calls are
 * {@link IllegalStateException}s.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Embedder extends AutoCloseable {
    /** Returns the architecture. */
    ModelSpec spec();

    /**
     * Embeds one photo.
     *
     * @param landmarkPicture 3 x R x R values in [-1, 1], planar RGB, R being the model's resolution
     * @param photo the photo's crop in the same layout
     * @return the embedding, as long as {@link ModelSpec#embedding()}
     * @throws IllegalArgumentException when an array has another length
     */
    float[] embed(float[] landmarkPicture, float[] photo);

    @Override
    void close();
}
