package io.talkinghead.graph.face;

import java.nio.FloatBuffer;

/**
 * One of the face networks, executed by a backend.
 *
 * <p><b>Threading:</b> {@link #newCall()} from any thread. After {@code close()} every call is an
 * {@link IllegalStateException}.
 */
public interface FaceNet extends AutoCloseable {
    /** Allocates the buffers for one run at a time; reuse it for many. */
    Call newCall();

    @Override
    void close();

    /**
     * Buffers in and out, for one thread at a time; absolute access only.
     */
    interface Call {
        /** Returns the input, 3 x R x R planar RGB. */
        FloatBuffer input();

        /** Runs the network. */
        void run();

        /** Returns an output by its name. */
        FloatBuffer output(String name);
    }
}
