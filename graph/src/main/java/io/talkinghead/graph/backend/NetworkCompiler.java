package io.talkinghead.graph.backend;

import io.talkinghead.graph.network.Network;
import io.talkinghead.work.Cancellation;
import org.apiguardian.api.API;

/**
 * Compiles networks ahead of their first use and keeps the result for later processes.
 *
 * <p><b>Threading:</b> any number of threads.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@FunctionalInterface
public interface NetworkCompiler {
    /**
     * Compiles a network unless that was done before.
     *
     * @param cancellation ends it early
     */
    void compile(Network network, Cancellation cancellation);
}
