package io.talkinghead.cli;

import io.talkinghead.Backends;
import io.talkinghead.lab.dataset.Preparation;
import io.talkinghead.lab.dataset.PreparationListener;
import io.talkinghead.lab.dataset.PreparationOptions;
import io.talkinghead.lab.dataset.PreparationSummary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Turns videos into a dataset. */
@Command(
        name = "prepare",
        description = "Turn a folder of videos or pictures into a dataset of cropped faces with landmarks.",
        footer = {
            "",
            "Folders: VIDEO, PERSON/VIDEO, PERSON/CLIP/VIDEO, PERSON/PICTURES or PERSON/CLIP/PICTURES.",
            "Stopped at any time, the same command goes on where it was.",
            "",
            "Example:",
            "  talkinghead prepare --in videos/ --out faces/"
        })
final class PrepareCommand implements Callable<Integer> {
    @ParentCommand
    private TalkingHeadCommand root;

    @Spec
    private CommandSpec spec;

    @Option(names = "--in", required = true, description = "The folder of videos or pictures.")
    private Path in;

    @Option(names = "--out", required = true, description = "The dataset's folder, new or begun before.")
    private Path out;

    @Mixin
    private final OutputArguments outputs = new OutputArguments();

    @Option(names = "--threads", description = "Clips worked on at once (default: all processors).")
    private @Nullable Integer threads;

    @Option(names = "--resolution", description = "Side of the crops in pixels (default: 256).")
    private @Nullable Integer resolution;

    @Option(
            names = "--min-frames",
            description = "Leave out clips with fewer frames (default: 2); 1 lets single photos in.")
    private @Nullable Integer minFrames;

    @Option(names = "--max-frames", description = "At most so many frames of a source (default: 64).")
    private @Nullable Integer maxFrames;

    @Option(names = "--max-fps", description = "At most so many frames per second of video (default: 10).")
    private @Nullable Double maxFps;

    @Override
    public Integer call() {
        PreparationOptions options = options();
        outputs.reads(in).checkFolder(out);
        PrintWriter printer = spec.commandLine().getOut();
        // Every worker analyses its own clip; more threads below would only be in each other's way.
        PreparationSummary result = Analysis.with(1, analyzer -> {
            Preparation preparation = new Preparation(analyzer, Backends.videos()::openReader, options);
            PrintWriter errors = spec.commandLine().getErr();
            try (WorkBar bar = new WorkBar(root.quiet())) {
                PreparationListener listener = new SkippedSources(bar, errors);
                return CancelOnExit.call(cancellation -> preparation.run(in, out, listener, cancellation));
            }
        });
        printer.printf(
                Locale.ROOT,
                "%s: %d identities, %d clips, %d frames; %d sources rejected (see rejected.jsonl)%n",
                out,
                result.identities(),
                result.clips(),
                result.frames(),
                result.rejected().size());
        printer.flush();
        return 0;
    }

    private PreparationOptions options() {
        PreparationOptions defaults = PreparationOptions.defaults();
        try {
            return defaults.withThreads(threads == null ? defaults.threads() : threads)
                    .withResolution(resolution == null ? defaults.resolution() : resolution)
                    .withFrames(
                            minFrames == null ? defaults.minFrames() : minFrames,
                            maxFrames == null ? defaults.maxFrames() : maxFrames)
                    .withMaxFramesPerSecond(maxFps == null ? defaults.maxFramesPerSecond() : maxFps);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
