package io.talkinghead.graph.network;

import org.apiguardian.api.API;

/**
 * All that a backend must be able to do: start networks.
 *
 * <p><b>Threading:</b> any number of threads.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@FunctionalInterface
public interface NetworkEngine {
    /**
     * Starts a network.
     *
     * @throws io.talkinghead.error.TalkingHeadException {@link io.talkinghead.error.ErrorCode#BACKEND_FAILED} when the engine
     *     does not take it
     */
    NetworkSession open(Network network);
}
