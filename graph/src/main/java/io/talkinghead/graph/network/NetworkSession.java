package io.talkinghead.graph.network;

import java.nio.FloatBuffer;
import org.apiguardian.api.API;

/**
 * A network that an engine has loaded.
 *
 * <p><b>Threading:</b> any number of threads, each with its own {@link Call}. Closing waits for runs in progress; later calls
 * are {@link IllegalStateException}s.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface NetworkSession extends AutoCloseable {
    /** Allocates the buffers for one run at a time; reuse it for many. */
    Call newCall();

    @Override
    void close();

    /**
     * Buffers in and out of the network, reused from run to run.
     *
     * <p><b>Threading:</b> one thread at a time; {@code close()} from any.
     */
    interface Call extends AutoCloseable {
        /**
         * Returns the direct buffer of an input or output, always the same; absolute access only.
         *
         * @throws IllegalArgumentException when the network has none of that name
         */
        FloatBuffer buffer(String name);

        /** Runs the network from the input buffers into the output buffers. */
        void run();

        @Override
        void close();
    }
}
