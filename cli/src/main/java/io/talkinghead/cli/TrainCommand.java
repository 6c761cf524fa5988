package io.talkinghead.cli;

import io.talkinghead.Backends;
import io.talkinghead.engine.Capability;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.lab.training.MetaTrainer;
import io.talkinghead.lab.training.Trainers;
import io.talkinghead.lab.training.TrainingPlan;
import io.talkinghead.lab.training.TrainingReport;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.spi.Backend;
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

/** Trains a model. */
@Command(
        name = "train",
        description = "Train a model on a dataset; needs a backend that trains.",
        footer = {
            "",
            "Stopped at any time, the same command goes on from the last checkpoint. The folder's report.html shows",
            "learning curves and pictures; best.zip and latest.zip are models to use.",
            "",
            "Example:",
            "  talkinghead train --data faces/ --spec turning-256 --out training/"
        })
final class TrainCommand implements Callable<Integer> {
    @ParentCommand
    private TalkingHeadCommand root;

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", required = true, description = "The dataset; see 'talkinghead prepare'.")
    private Path data;

    @Option(
            names = "--spec",
            required = true,
            description = "turning-256, compact-landmarks-128, paper or a JSON file.")
    private String architecture;

    @Option(names = "--out", required = true, description = "The training's folder, new or begun before.")
    private Path out;

    @Mixin
    private final OutputArguments outputs = new OutputArguments();

    @Option(names = "--name", description = "The model's name (default: that of the folder).")
    private @Nullable String name;

    @Option(names = "--start", description = "A model of the same architecture to go on from: folder, zip or name.")
    private @Nullable String start;

    @Mixin
    private final ContentFiles content = new ContentFiles();

    @Option(names = "--gpu", description = "Train on GPUs, this one the first (default: on the CPU).")
    private @Nullable Integer gpu;

    @Option(names = "--threads", description = "Threads of one computation (default: all processors).")
    private @Nullable Integer threads;

    @Mixin
    private final TrainingArguments arguments = new TrainingArguments();

    @Override
    public Integer call() {
        outputs.reads(data)
                .reads(content.files())
                .readsNamed(start)
                .readsNamed(architecture)
                .checkFolder(out);
        TrainingPlan plan = plan();
        EngineOptions engine = TrainingDevice.options(gpu, threads);
        TrainingReport done;
        try (Backend backend = Backends.openFor(Capability.TRAIN, engine);
                MetaTrainer trainer = Trainers.open(backend);
                TrainProgress progress =
                        new TrainProgress(root.quiet(), spec.commandLine().getErr())) {
            done = CancelOnExit.call(cancellation -> trainer.train(plan, progress, cancellation));
        }
        PrintWriter printer = spec.commandLine().getOut();
        printer.printf(
                Locale.ROOT,
                "%s: %d steps, %s; see %s%n",
                out,
                done.step(),
                done.stop().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                out.resolve("report.html"));
        printer.flush();
        return done.stop() == TrainingReport.Stop.DIVERGED ? 1 : 0;
    }

    private TrainingPlan plan() {
        ModelSpec trained = architecture();
        TrainingPlan plan =
                TrainingPlan.of(trained, data, out, arguments.options(trained)).withContent(content.networks());
        plan = name == null ? plan : plan.withName(name);
        return start == null ? plan : plan.withStart(ModelArgument.open(start));
    }

    private ModelSpec architecture() {
        return switch (architecture) {
            case "paper" -> ModelSpec.paper();
            case "turning-256" -> ModelSpec.turning();
            case "compact-landmarks-128" -> ModelSpec.compact(Conditioning.landmarks());
            default -> ModelSpec.read(FileName.of(architecture));
        };
    }
}
