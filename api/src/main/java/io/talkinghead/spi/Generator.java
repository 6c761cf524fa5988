package io.talkinghead.spi;

import io.talkinghead.model.ModelSpec;
import java.nio.FloatBuffer;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * G(y, e) of the paper, ready for one person: their adaptive parameters are computed once, when it is opened.
 *
 * <p><b>Threading:</b> {@link #newPass()} from any thread; each pass by one thread at a time. Closing waits for runs in
 * progress; later calls are {@link IllegalStateException}s.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Generator extends AutoCloseable {
    /** Returns the architecture. */
    ModelSpec spec();

    /** Allocates the buffers for one picture at a time; reuse it for many. */
    Pass newPass();

    @Override
    void close();

    /**
     * Buffers in and out of the network, reused from picture to picture.
     *
     * <p><b>Data:</b> direct buffers in native order, planar, R being the model's resolution, values in [-1, 1].
     * Absolute access only: positions are not touched.
     *
     * <p><b>Threading:</b> one thread at a time.
     */
    interface Pass extends AutoCloseable {
        /**
         * Returns the input, to be filled: the landmark picture's 3 x R x R, and for a guided model behind it the warped
         * photo's 3 x R x R.
         */
        FloatBuffer input();

        /** Computes {@link #image()}, and {@link #mask()} where there is one, from {@link #input()}. */
        void run();

        /** Returns the picture, 3 x R x R; of a guided model the composite of picture and warped photo. */
        FloatBuffer image();

        /**
         * Returns the weight of the warped photo in the composite, R x R values in [0, 1]; only models whose conditioning blends
         * the picture with a photo have one. Always the same object.
         */
        Optional<FloatBuffer> mask();

        @Override
        void close();
    }
}
