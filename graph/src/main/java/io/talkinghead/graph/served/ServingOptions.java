package io.talkinghead.graph.served;

import static com.google.common.base.Preconditions.checkArgument;

import org.apiguardian.api.API;

/**
 * How a model server is to run networks.
 *
 * @param batch the most pictures that the server may compute at once, 1 to 64; with 1 the networks are those that are rewritten for
 *     one picture, which are faster on a CPU
 * @param instances of each network on each device, 1 to 64
 * @param processor where they run
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ServingOptions(int batch, int instances, Processor processor) {
    private static final int MOST = 64;

    /** Checks the ranges. */
    public ServingOptions {
        checkArgument(batch >= 1 && batch <= MOST, "the batch must be 1 to %s, not %s", MOST, batch);
        checkArgument(instances >= 1 && instances <= MOST, "the instances must be 1 to %s, not %s", MOST, instances);
    }

    /** Where a server runs networks. */
    public enum Processor {
        /** On a GPU if the server has one. */
        AUTO,
        /** On the CPU. */
        CPU,
        /** On every GPU of the server. */
        GPU
    }
}
