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

    /**
     * Takes in a photo to guide pictures by, for a model whose conditioning moves a photo: what the embedder lends of it is computed
     * here, once. It is kept until the generator is closed.
     *
     * @param landmarkPicture 3 x R x R values in [-1, 1], planar RGB, R being the model's resolution
     * @param photo the photo's crop in the same layout
     * @throws IllegalStateException when the model's conditioning takes no photo in this way
     * @throws IllegalArgumentException when an array has another length
     */
    Guide guide(float[] landmarkPicture, float[] photo);

    /** Allocates the buffers for one picture at a time; reuse it for many. */
    Pass newPass();

    @Override
    void close();

    /** A photo taken in to guide by; of use to the passes of the same generator. */
    interface Guide {}

    /**
     * Buffers in and out of the network, reused from picture to picture.
     *
     * <p><b>Data:</b> direct buffers in native order, planar, R being the model's resolution, values in [-1, 1].
     * Absolute access only: positions are not touched. Each call returns the same ones.
     *
     * <p><b>Threading:</b> one thread at a time.
     */
    interface Pass extends AutoCloseable {
        /**
         * Returns the input, to be filled: the landmark picture's 3 x R x R; for a model of
         * {@link io.talkinghead.model.Conditioning.Turned} what is said there.
         */
        FloatBuffer input();

        /** Moves this photo from now on; a model of {@link io.talkinghead.model.Conditioning.Turned} needs one before it runs. */
        void guideBy(Guide guide);

        /**
         * Computes all outputs from {@link #input()}.
         *
         * @throws IllegalStateException when there is no photo to move
         */
        void run();

        /**
         * Returns the picture, 3 x R x R; of a model that moves the photo what is to be added to the moved photo, in [-2, 2].
         */
        FloatBuffer image();

        /**
         * Returns where in the photo each pixel comes from, 2 x F x F, F being
         * {@link io.talkinghead.model.Conditioning.Turned#flowSide}: x, then y, in continuous pixels of the R x R crop; only models
         * of {@link io.talkinghead.model.Conditioning.Turned} have one.
         */
        Optional<FloatBuffer> flow();

        @Override
        void close();
    }
}
