package io.talkinghead.cli;

import io.talkinghead.image.Synthesis;
import io.talkinghead.marks.Detection;
import io.talkinghead.marks.Marks;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells whether pictures and videos are marked as synthetic. */
@Command(
        name = "detect",
        description =
                "Tell whether pictures and videos are marked as synthetic: by their metadata, and by the watermark"
                        + " of this program.",
        footer = {"", "Exit codes: 0 if all are marked, 3 if any is not, 1 if one cannot be read."})
final class DetectCommand implements Callable<Integer> {
    /** Beside those of all commands. */
    private static final int UNMARKED = 3;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The pictures and videos.")
    private List<Path> files;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        boolean all = true;
        for (Path file : files) {
            Detection found = Marks.detect(file);
            all &= found.isMarked();
            out.println(file + ": " + (found.isMarked() ? "marked as synthetic" : "not marked"));
            out.println(
                    "  metadata: " + found.metadata().map(DetectCommand::words).orElse("says nothing"));
            out.println("  watermark: " + watermark(found));
            out.flush();
        }
        return all ? 0 : UNMARKED;
    }

    private static String words(Synthesis synthesis) {
        String made = synthesis.composite() ? "made in part by a trained model" : "made by a trained model";
        return made + part(", with ", synthesis.generator()) + part(", model ", synthesis.model());
    }

    private static String part(String before, String text) {
        return text.isEmpty() ? "" : before + text;
    }

    private static String watermark(Detection found) {
        if (!found.watermark()) {
            return "not found";
        }
        String payload = found.payload().isPresent()
                ? String.format(Locale.ROOT, ", payload %08x", found.payload().getAsInt())
                : "";
        // Of many frames the bound is smaller than a number can be.
        double bound = Math.max(found.falseAlarm(), Double.MIN_NORMAL);
        return String.format(Locale.ROOT, "found; by chance at most %.0e", bound) + payload;
    }
}
