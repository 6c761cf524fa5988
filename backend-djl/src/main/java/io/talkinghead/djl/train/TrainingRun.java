package io.talkinghead.djl.train;

import ai.djl.ndarray.NDManager;
import io.talkinghead.djl.engine.TorchEngine;
import io.talkinghead.djl.net.AveragedWeights;
import io.talkinghead.djl.net.Parameters;
import io.talkinghead.engine.Device;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.internal.run.Awaited;
import io.talkinghead.internal.run.Steps;
import io.talkinghead.internal.run.Workers;
import io.talkinghead.lab.training.TrainingListener;
import io.talkinghead.lab.training.TrainingLosses;
import io.talkinghead.lab.training.TrainingOptions;
import io.talkinghead.lab.training.TrainingPlan;
import io.talkinghead.lab.training.TrainingProgress;
import io.talkinghead.lab.training.TrainingReport;
import io.talkinghead.lab.training.TrainingReport.Stop;
import io.talkinghead.lab.training.TrainingValidation;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Weights;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/** One run of a training, from the start or from its last checkpoint, to the next stop. */
final class TrainingRun {
    /** Goings back after which a divergence ends the training. */
    private static final int MOST_REWINDS = 3;

    private final TrainingPlan plan;
    private final TrainingOptions options;
    private final TrainingVideos videos;
    private final TrainingListener listener;
    private final Cancellation cancellation;
    private final Device device;
    private final CheckpointFolder checkpoints;
    private final Validation validation;
    private final TrainedModel model;
    private final long startNanos = System.nanoTime();
    private final DivergenceGuard guard = new DivergenceGuard();
    private Checkpoint at;
    private LossTable table;
    private long savedNanos = System.nanoTime();

    TrainingRun(
            TrainingPlan plan,
            TrainingVideos videos,
            Device device,
            TrainingListener listener,
            Cancellation cancellation) {
        this.plan = plan;
        this.videos = videos;
        this.device = device;
        this.listener = listener;
        this.cancellation = cancellation;
        options = plan.options();
        checkpoints = new CheckpointFolder(plan.out());
        validation = new Validation(videos.validation(), plan.spec(), options.seed());
        Checkpoint.Origin origin = videos.origin(plan);
        model = new TrainedModel(
                plan, origin, videos.identities(), videos.trained().size());
        at = new Checkpoint(0, 0, origin, List.of());
        table = LossTable.open(plan.out(), 0);
    }

    /** Trains until something says stop. */
    TrainingReport run() {
        MetaState state = resumedOrFresh();
        Optional<Stop> stop = Optional.empty();
        while (stop.isEmpty()) {
            stop = run(state);
            if (stop.isEmpty()) {
                state = rewound();
            } else if (stop.get() == Stop.DIVERGED) {
                break;
            }
        }
        Duration time = Duration.ofNanos(System.nanoTime() - startNanos);
        return new TrainingReport(at.step(), at.validations(), stop.orElse(Stop.DIVERGED), time);
    }

    private MetaState resumedOrFresh() {
        Optional<CheckpointFolder.Saved<MetaState>> saved = checkpoints.newest(MetaState::of);
        if (saved.isEmpty()) {
            return fresh();
        }
        at.origin().checkSame(saved.get().checkpoint().origin(), plan.out());
        goOn(saved.get().checkpoint());
        listener.resumed(at.step());
        return saved.get().state();
    }

    private void goOn(Checkpoint checkpoint) {
        at = checkpoint;
        table = LossTable.open(plan.out(), checkpoint.step());
    }

    private MetaState rewound() {
        int rewinds = at.rewinds() + 1;
        Optional<CheckpointFolder.Saved<MetaState>> saved = checkpoints.newest(MetaState::of);
        Checkpoint back = saved.map(CheckpointFolder.Saved::checkpoint)
                .orElseGet(() -> new Checkpoint(0, 0, at.origin(), List.of()));
        goOn(new Checkpoint(back.step(), rewinds, back.origin(), back.validations()));
        listener.rewound(at.step());
        guard.forget();
        return saved.map(CheckpointFolder.Saved::state).orElseGet(this::fresh);
    }

    private MetaState fresh() {
        try (NDManager manager = TorchEngine.newManager(device)) {
            return StartingState.of(plan.spec(), plan.start(), videos.trained(), options.seed(), manager);
        }
    }

    /** Trains from a state; returns nothing when the losses diverged and there is hope from further back. */
    private Optional<Stop> run(MetaState state) {
        try (Replicas replicas = Replicas.open(plan, state, device);
                NDManager manager = TorchEngine.newManager(device);
                Workers drawing = EpisodeSampler.workers();
                AveragedWeights average =
                        new AveragedWeights(manager, options.updates().averageDecay(), state.average())) {
            if (at.validations().isEmpty() && at.rewinds() == 0) {
                save(replicas, average);
            }
            // Other batches after going back: the same would diverge again.
            EpisodeSampler sampler = new EpisodeSampler(
                    videos.trained(),
                    options.episodes(),
                    plan.spec().resolution(),
                    options.seed() + 1_000_003L * at.rewinds());
            double rateFactor = Math.pow(0.5, at.rewinds());
            Means means = new Means();
            Steps steps =
                    Steps.after(at.step(), Stage.TRAINING, options.schedule().steps(), listener);
            List<Future<Episode>> next = prepare(sampler, at.step(), drawing);
            while (at.step() < options.schedule().steps()) {
                List<Episode> episodes =
                        next.stream().map(Awaited::getUninterruptibly).toList();
                next = prepare(sampler, at.step() + 1, drawing);
                TrainingLosses losses = replicas.step(episodes, discriminatorSteps(), rateFactor * scheduled());
                if (guard.hasDiverged(losses)) {
                    return at.rewinds() < MOST_REWINDS ? Optional.empty() : Optional.of(Stop.DIVERGED);
                }
                at = new Checkpoint(at.step() + 1, at.rewinds(), at.origin(), at.validations());
                replicas.first().call(parts -> {
                    average.add(parts.meta().effectiveGenerator(), at.step());
                    return at;
                });
                means.add(losses);
                steps.reached(at.step());
                tell(means);
                Optional<Stop> stop = interruption();
                if (stop.isPresent() || isTimeToSave()) {
                    save(replicas, average);
                }
                if (stop.isPresent()) {
                    return stop;
                }
            }
            if (at.validations().get(at.validations().size() - 1).step() < at.step()) {
                save(replicas, average);
            }
            return Optional.of(Stop.COMPLETED);
        }
    }

    private List<Future<Episode>> prepare(EpisodeSampler sampler, long step, Workers drawing) {
        return step < options.schedule().steps() ? sampler.begin(step, drawing) : List.of();
    }

    private double scheduled() {
        return options.updates().cooling()
                ? CoolingRate.factor(at.step(), options.schedule().steps())
                : 1;
    }

    private int discriminatorSteps() {
        return at.step() < options.updates().adversarialFrom()
                ? 0
                : options.updates().discriminatorSteps();
    }

    private void tell(Means means) {
        if (at.step() % options.schedule().logEvery() == 0
                || at.step() == options.schedule().steps()) {
            Duration perStep = means.perStep();
            table.add(at.step(), means.losses(), perStep.toNanos() / 1e9);
            listener.stepsDone(
                    new TrainingProgress(at.step(), options.schedule().steps(), means.losses(), perStep));
            means.forget();
        }
    }

    private Optional<Stop> interruption() {
        if (cancellation.isCancelled()) {
            return Optional.of(Stop.CANCELLED);
        }
        Duration passed = Duration.ofNanos(System.nanoTime() - startNanos);
        boolean late = options.schedule().timeBudget().isPresent()
                && passed.compareTo(options.schedule().timeBudget().get()) >= 0;
        return late ? Optional.of(Stop.TIME_BUDGET) : Optional.empty();
    }

    private boolean isTimeToSave() {
        Duration passed = Duration.ofNanos(System.nanoTime() - savedNanos);
        return passed.compareTo(options.schedule().checkpointEvery()) >= 0;
    }

    private void save(Replicas replicas, AveragedWeights average) {
        Path out = plan.out();
        Weights averaged = average.toWeights();
        TrainingValidation scores = replicas.first().call(parts -> {
            Validation.Measured measured = validation.measure(parts, average.arrays(), at.step());
            List<TrainingValidation> all = new ArrayList<>(at.validations());
            boolean best = all.stream().allMatch(other -> measured.scores().score() < other.score());
            all.add(measured.scores());
            at = new Checkpoint(at.step(), at.rewinds(), at.origin(), all);
            ModelBundle bundle = model.bundle(
                    averaged, Parameters.toWeights(parts.meta().effectiveDiscriminator()), measured.scores());
            // The checkpoint last: what a killed program has written before will be written again.
            bundle.save(out.resolve("latest.zip"));
            if (best) {
                bundle.save(out.resolve("best.zip"));
            }
            ImageFiles.write(out.resolve("samples.png"), measured.sheet());
            new ValidationTable(out).write(all);
            new TrainingPage(plan).write(table.rows(), all);
            checkpoints.write(at, parts.meta().state(averaged).parts());
            return measured.scores();
        });
        listener.checkpointWritten(scores);
        savedNanos = System.nanoTime();
    }
}
