package io.talkinghead.cli;

import io.talkinghead.graph.served.ServingOptions;
import picocli.CommandLine.Option;

/** How a server is to run what is exported for it. */
final class ServingArguments {
    @Option(
            names = "--batch",
            description = "Pictures that the server may compute at once (default: 8); 1 for CPUs.",
            defaultValue = "8")
    private int batch;

    @Option(
            names = "--instances",
            description = "Instances of each network on each device (default: 1).",
            defaultValue = "1")
    private int instances;

    @Option(
            names = "--device",
            description = "Where the server runs them: auto, cpu or gpu (default: auto).",
            defaultValue = "auto")
    private ServingOptions.Processor device;

    /** Returns them; a value out of range is wrong use. */
    ServingOptions options() {
        try {
            return new ServingOptions(batch, instances, device);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
