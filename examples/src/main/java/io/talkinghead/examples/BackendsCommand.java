package io.talkinghead.examples;

import io.talkinghead.Backends;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the backends. */
@Command(name = "backends", description = "List the backends found, and why what was refused.")
final class BackendsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        List<Backends.Found> found = Backends.report();
        if (found.isEmpty()) {
            out.println("no backend is on the class path");
        }
        for (Backends.Found backend : found) {
            out.println(backend.id() + ": " + (backend.usable() ? "usable" : "refused") + ", " + backend.detail());
            out.println("  from " + backend.location());
            if (backend.usable()) {
                out.println("  priority " + backend.priority() + ", offers " + backend.capabilities());
            }
        }
        out.flush();
    }
}
