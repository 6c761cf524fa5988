package io.talkinghead.spi;

import io.talkinghead.image.Frame;
import org.apiguardian.api.API;

/**
 * A running {@link FeatureNet}: a picture in, a vector of features out. To be closed.
 *
 * <p><b>Threading:</b> any number of threads. Closing waits for calls in progress; later calls are
 * {@link IllegalStateException}s.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface FeatureExtractor extends AutoCloseable {
    /** Returns how many features there are: 128 or, of {@link FeatureNet#INCEPTION}, 288. */
    int length();

    /**
     * Computes the features of a picture.
     *
     * @param picture of any size; it is resized to the network's square input, so give a square one. For
     *     {@link FeatureNet#FACE_DESCRIPTOR} it is the face's crop
     * @return a new array as long as {@link #length()}
     * @throws IllegalStateException after {@link #close()}
     */
    float[] extract(Frame picture);

    @Override
    void close();
}
