package io.talkinghead.cli;

import io.talkinghead.Backends;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the backends. */
@Command(name = "backends", description = "List the backends found, and why any were refused.")
final class BackendsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "--doctor", description = "Look closer, step by step: what works, what is missing, how to get it.")
    private boolean doctor;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (doctor) {
            diagnose(out);
        } else {
            list(out);
        }
        out.flush();
    }

    private static void diagnose(PrintWriter out) {
        Backends.diagnose().forEach((id, lines) -> {
            out.println(id);
            lines.forEach(line -> out.println("  " + line));
        });
    }

    private static void list(PrintWriter out) {
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
    }
}
