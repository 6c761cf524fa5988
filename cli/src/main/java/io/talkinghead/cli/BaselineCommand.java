package io.talkinghead.cli;

import io.talkinghead.Backends;
import io.talkinghead.engine.Capability;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.lab.comparison.BaselineNetworks;
import io.talkinghead.lab.comparison.BaselinePlan;
import io.talkinghead.lab.comparison.BaselineProvider;
import io.talkinghead.lab.comparison.BaselineSize;
import io.talkinghead.lab.comparison.Baselines;
import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.lab.dataset.DatasetIdentity;
import io.talkinghead.lab.dataset.DatasetSplit;
import io.talkinghead.spi.Backend;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Trains other papers' methods, to be compared with. */
@Command(name = "baseline", description = "Train methods of other papers, which 'talkinghead compare' then compares.")
final class BaselineCommand {
    private static final Duration WITHOUT_END = Duration.ofDays(3650);

    @ParentCommand
    private TalkingHeadCommand root;

    @Spec
    private CommandSpec spec;

    @Command(
            name = "train",
            description = {
                "Train a method on the people of a dataset who are for training; needs a backend that trains.",
                "Stopped at any time, the same command goes on from the last checkpoint."
            },
            footer = {
                "",
                "Example:",
                "  talkinghead baseline train --method x2face --data faces/ --out trained/",
                "  talkinghead compare --data faces/ --methods copy,ours,x2face --baselines trained/ --out comparison/"
            })
    int train(
            @Option(
                            names = "--method",
                            required = true,
                            description = "x2face, x2face-landmarks, pix2pix-hd or ganimation.")
                    String method,
            @Option(names = "--data", required = true, description = "The dataset; see 'talkinghead prepare'.")
                    Path data,
            @Option(
                            names = "--out",
                            required = true,
                            description = "The folder of trained methods: this one gets a folder of its name there.")
                    Path out,
            @Mixin Schedule schedule,
            @Mixin OutputArguments outputs,
            @Mixin Machine machine) {
        Baselines baselines = Baselines.find();
        if (!baselines.methods().isEmpty() && !baselines.methods().contains(method)) {
            throw new UsageException("there is no method '" + method + "' to train; known are "
                    + String.join(", ", baselines.methods()));
        }
        Path folder = out.resolve(method);
        outputs.reads(data).checkFolder(folder);
        BaselineProvider provider = baselines.provider(method);
        BaselinePlan plan = schedule.plan(Dataset.open(data), method, folder);
        CancelOnExit.call(cancellation -> {
            try (Backend backend = Backends.open(provider.backendId(), Set.of(Capability.TRAIN), machine.options());
                    WorkBar bar = new WorkBar(root.quiet())) {
                provider.train(backend, method, plan, bar, cancellation);
                return plan;
            }
        });
        PrintWriter printer = spec.commandLine().getOut();
        printer.println(folder + ": trained; compare it by 'talkinghead compare --methods copy,ours," + method
                + " --baselines " + out + "'");
        printer.flush();
        return 0;
    }

    /** How large, how long and on whom. */
    static final class Schedule {
        @Option(
                names = "--size",
                defaultValue = "cpu",
                description = "cpu, a fraction of the channels, or paper (default: cpu).")
        private BaselineSize size;

        @Option(
                names = "--resolution",
                defaultValue = "128",
                description = "128 or 256; larger pictures are scaled down (default: 128).")
        private int resolution;

        @Option(
                names = "--start",
                description =
                        "A folder of trained methods: begin with what this method learnt there, at whatever resolution.")
        private @Nullable Path start;

        @Option(names = "--steps", defaultValue = "20000", description = "Updates in all (default: 20000).")
        private int steps;

        @Option(names = "--minutes", description = "Stop after so many minutes, over all runs, at the latest.")
        private @Nullable Double minutes;

        @Option(
                names = "--validation-fraction",
                defaultValue = "0.05",
                description = "What part of the people is held out (default: 0.05).")
        private double validationFraction;

        @Option(names = "--seed", defaultValue = "0", description = "Of everything random (default: 0).")
        private long seed;

        private BaselinePlan plan(Dataset dataset, String method, Path folder) {
            Duration time = minutes == null ? WITHOUT_END : TrainingArguments.duration(minutes);
            try {
                List<DatasetIdentity> persons = dataset.split(DatasetSplit.TRAIN, validationFraction);
                BaselineNetworks networks = new BaselineNetworks(
                        size, resolution, Optional.ofNullable(start).map(trained -> trained.resolve(method)));
                return new BaselinePlan(persons, folder, networks, steps, time, seed);
            } catch (IllegalArgumentException e) {
                throw new UsageException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** What it runs on. */
    static final class Machine {
        @Option(names = "--gpu", description = "Train on this GPU (default: on the CPU).")
        private @Nullable Integer gpu;

        @Option(names = "--threads", description = "Threads of one computation (default: all processors).")
        private @Nullable Integer threads;

        private EngineOptions options() {
            return TrainingDevice.options(gpu, threads);
        }
    }
}
