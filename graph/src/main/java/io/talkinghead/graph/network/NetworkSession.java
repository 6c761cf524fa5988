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

    /**
     * Takes in values of an input that stay the same over many runs. An engine that can lets all calls read the same memory.
     *
     * @param input one of {@link NetworkShapes#held}
     * @param values all of them; not to be changed later
     * @return what calls take, until the session is closed
     */
    default Held hold(String input, float[] values) {
        return new Held.Copied(input, values);
    }

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

        /**
         * Runs with held values from now on.
         *
         * @param held of the session that this call is of
         */
        default void take(Held held) {
            Held.Copied copied = (Held.Copied) held;
            buffer(copied.input()).put(0, copied.values());
        }

        /** Runs the network from the input buffers into the output buffers. */
        void run();

        @Override
        void close();
    }

    /** Values of an input that stay the same over many runs. */
    interface Held extends AutoCloseable {
        /** Gives them up; no call may run with them any more. */
        @Override
        void close();

        /**
         * Values that each call copies into its own buffer.
         *
         * @param input the input's name
         * @param values all of them
         */
        @SuppressWarnings("ArrayRecordComponent") // Never compared.
        record Copied(String input, float[] values) implements Held {
            @Override
            public void close() {}
        }
    }
}
