package io.talkinghead.djl.baseline;

import io.talkinghead.djl.train.Checkpoint;
import io.talkinghead.djl.train.CheckpointFolder;
import io.talkinghead.djl.train.Episode;
import io.talkinghead.djl.train.EpisodeSampler;
import io.talkinghead.djl.train.LossTable;
import io.talkinghead.djl.train.Means;
import io.talkinghead.engine.Device;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.run.Awaited;
import io.talkinghead.internal.run.Steps;
import io.talkinghead.internal.run.Workers;
import io.talkinghead.lab.comparison.BaselineNetworks;
import io.talkinghead.lab.comparison.BaselinePlan;
import io.talkinghead.lab.dataset.DatasetClip;
import io.talkinghead.lab.training.TrainingLosses;
import io.talkinghead.model.Weights;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Stage;
import io.talkinghead.work.WorkListener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/** One run of a method's training, from the start or from its last checkpoint, to its end or a cancellation. */
final class BaselineRun {
    private static final Duration CHECKPOINT_EVERY = Duration.ofMinutes(10);
    private static final int ROW_EVERY = 20;
    /** A photo and a target. */
    private static final int PAIR = 2;

    private static final double NANOS = 1e9;
    /** More than is lost of the time in the table, whose numbers have four digits: what was complete stays so. */
    private static final double ROUNDED = 1.001;

    private final Baseline baseline;
    private final BaselinePlan plan;
    private final Cancellation cancellation;
    private final WorkListener listener;
    private final List<DatasetClip> clips;
    private final Checkpoint.Origin origin;
    private final CheckpointFolder checkpoints;
    private final TrainedFolder trained;
    private final BaselineNetworks networks;
    private final Optional<TrainedFolder> start;
    private long step;
    private LossTable table;
    private double secondsBefore;
    private long startNanos = System.nanoTime();
    private long savedNanos = System.nanoTime();

    BaselineRun(Baseline baseline, BaselinePlan plan, WorkListener listener, Cancellation cancellation) {
        this.baseline = baseline;
        this.plan = plan;
        this.listener = listener;
        this.cancellation = cancellation;
        clips = clips(plan);
        networks = plan.networks();
        String what = baseline.id() + " " + networks.size() + " " + networks.resolution();
        start = networks.start().map(TrainedFolder::new);
        String from = start.map(folder -> folder.origin(baseline.id())).orElse("random");
        origin = new Checkpoint.Origin(what, Checkpoint.Origin.hash(clips), plan.seed(), from);
        checkpoints = new CheckpointFolder(plan.folder());
        trained = new TrainedFolder(plan.folder());
        table = LossTable.open(plan.folder(), 0);
    }

    private static List<DatasetClip> clips(BaselinePlan plan) {
        List<DatasetClip> clips = plan.persons().stream()
                .flatMap(person -> person.clips().stream())
                .filter(clip -> clip.frames() >= PAIR)
                .toList();
        if (clips.isEmpty()) {
            throw new TalkingHeadException(
                    ErrorCode.DATASET_INVALID,
                    "there is no video of " + PAIR + " frames or more to train on; add people with longer ones");
        }
        return clips;
    }

    /** Trains until the steps or the time are used up. */
    void run(Device device) {
        BaselineState state = resumedOrFresh();
        if (isComplete() && trained.isThere()) {
            return;
        }
        try (TorchWorker worker = TorchWorker.open("the training", device);
                Workers drawing = EpisodeSampler.workers()) {
            BaselineTraining training = worker.setUp(() -> baseline.training(state, worker.manager()));
            try {
                train(training, worker, drawing);
            } finally {
                worker.tidy(training::close);
            }
        }
    }

    private BaselineState resumedOrFresh() {
        Optional<CheckpointFolder.Saved<BaselineState>> saved =
                checkpoints.newest(part -> BaselineState.of(part, baseline.optimisers()));
        if (saved.isEmpty()) {
            return BaselineState.fresh(first());
        }
        origin.checkSame(saved.get().checkpoint().origin(), plan.folder());
        step = saved.get().checkpoint().step();
        table = LossTable.open(plan.folder(), step);
        secondsBefore = ROUNDED * table.seconds();
        return saved.get().state();
    }

    private Weights first() {
        Weights drawn = baseline.fresh(plan.seed());
        return start.map(folder -> folder.read(baseline.id(), networks.size()).carriedOver(drawn))
                .orElse(drawn);
    }

    private boolean isComplete() {
        return step >= plan.steps() || seconds() >= plan.time().toNanos() / NANOS;
    }

    /** Returns the time used up by steps, those of earlier runs included: what the table tells. */
    private double seconds() {
        double ofThisRun = (System.nanoTime() - startNanos) / NANOS;
        return secondsBefore + ofThisRun;
    }

    private void train(BaselineTraining training, TorchWorker worker, Workers drawing) {
        EpisodeSampler sampler = new EpisodeSampler(clips, baseline.episodes(), baseline.resolution(), plan.seed());
        Steps steps = Steps.after(step, Stage.TRAINING, plan.steps(), listener);
        Means means = new Means();
        startNanos = System.nanoTime();
        List<Future<Episode>> next = sampler.begin(step, drawing);
        if (step > 0 && !trained.isThere()) {
            save(training, worker);
        }
        // One step at least: without any there would be nothing to use.
        boolean ended = step > 0 && isComplete();
        while (!ended) {
            cancellation.check("the training of " + baseline.id());
            List<Episode> episodes =
                    next.stream().map(Awaited::getUninterruptibly).toList();
            next = step + 1 < plan.steps() ? sampler.begin(step + 1, drawing) : List.of();
            means.add(learnt(training, worker, episodes));
            step++;
            steps.reached(step);
            ended = isComplete() || cancellation.isCancelled();
            boolean saves = ended || isTimeToSave();
            if (saves || step % ROW_EVERY == 0) {
                table.add(step, means.losses(), means.perStep().toNanos() / NANOS);
                means.forget();
            }
            if (saves) {
                save(training, worker);
            }
        }
        if (!isComplete()) {
            cancellation.check("the training of " + baseline.id());
        }
    }

    private TrainingLosses learnt(BaselineTraining training, TorchWorker worker, List<Episode> episodes) {
        TrainingLosses losses = worker.call(
                () -> training.step(episodes, (double) step / plan.steps(), baseline.rateFactor(step, plan.steps())));
        if (!losses.isFinite()) {
            throw new TalkingHeadException(
                    ErrorCode.TRAINING_INVALID,
                    "the training of " + baseline.id() + " in " + plan.folder() + " is lost: at step " + (step + 1)
                            + " its losses are no numbers any more; begin in another folder with another seed");
        }
        return losses;
    }

    private boolean isTimeToSave() {
        return System.nanoTime() - savedNanos >= CHECKPOINT_EVERY.toNanos();
    }

    private void save(BaselineTraining training, TorchWorker worker) {
        worker.call(() -> {
            BaselineState state = training.state();
            // The checkpoint last: what a killed program has written before will be written again.
            trained.write(
                    new TrainedFolder.Description(
                            baseline.id(), networks.size(), networks.resolution(), Math.toIntExact(step)),
                    state.weights());
            checkpoints.write(new Checkpoint(step, 0, origin, List.of()), state.parts());
            return this;
        });
        savedNanos = System.nanoTime();
    }
}
