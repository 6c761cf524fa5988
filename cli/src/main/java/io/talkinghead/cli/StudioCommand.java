package io.talkinghead.cli;

import io.talkinghead.Engine;
import io.talkinghead.cli.studio.Studio;
import io.talkinghead.cli.studio.StudioOptions;
import io.talkinghead.work.Cancellation;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the studio until it is stopped. */
@Command(
        name = "studio",
        description = "Open a page in the browser on which photos, a webcam and videos move a head.",
        footer = {
            "",
            "The page is served on this machine alone, and nothing leaves it. It works as long as the command runs;",
            "end it with Ctrl-C."
        })
final class StudioCommand implements Callable<Integer> {
    private static final int PORT = 8460;
    private static final long LOOK_MILLIS = 100;

    @Spec
    private CommandSpec spec;

    @Option(names = "--port", description = "The port (default: " + PORT + ", or a free one if that is taken).")
    private @Nullable Integer port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "Listen on this address of the machine, so that others can reach it, who need the token in"
                    + " the URL as well (default: loopback, this machine only).")
    private @Nullable InetAddress bind;

    @Option(names = "--no-open", description = "Print the address only, and open no browser.")
    private boolean noOpen;

    @Mixin
    private final EngineArguments arguments = new EngineArguments();

    @Override
    public Integer call() {
        StudioOptions options = options();
        return CancelOnExit.call(cancellation -> {
            try (Engine engine = arguments.engine();
                    Studio studio = Studio.open(options, engine)) {
                PrintWriter out = spec.commandLine().getOut();
                out.println("The studio is at " + studio.address() + " (Ctrl-C ends it)");
                out.flush();
                if (!noOpen && !Browser.open(studio.address())) {
                    out.println("No browser could be opened: open that address yourself.");
                    out.flush();
                }
                await(cancellation);
                return 0;
            }
        });
    }

    private StudioOptions options() {
        InetAddress address = bind == null ? InetAddress.getLoopbackAddress() : bind;
        try {
            return new StudioOptions(address, port == null ? PORT : port, port == null);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static void await(Cancellation cancellation) {
        while (!cancellation.isCancelled()) {
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
