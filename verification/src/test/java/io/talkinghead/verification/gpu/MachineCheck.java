package io.talkinghead.verification.gpu;

import io.talkinghead.Backends;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Tells what the machine has: processors, Java, the card and its driver, and what each backend says of itself here. */
final class MachineCheck {
    private MachineCheck() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws InterruptedException {
        PrintStream out = System.out;
        Figure.print(out, "Java", Runtime.version().toString());
        Figure.print(out, "system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        Figure.print(out, "processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        Figure.print(out, "library path", String.valueOf(System.getenv("LD_LIBRARY_PATH")));
        Backends.report().forEach(found -> Figure.print(out, "backend " + found.id(), found.toString()));
        Backends.diagnose().forEach((id, lines) -> Figure.print(out, "doctor of " + id, String.join(" / ", lines)));
        Figure.print(
                out,
                "card",
                said(
                        "nvidia-smi",
                        "--query-gpu=name,driver_version,memory.total,compute_cap",
                        "--format=csv,noheader"));
    }

    private static String said(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? words : command[0] + " ended with " + process.exitValue() + ": " + words;
        } catch (IOException e) {
            return "not known, there is no " + command[0] + " here: " + e.getMessage();
        }
    }
}
