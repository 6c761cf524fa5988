package io.talkinghead.djl.tune;

import io.talkinghead.djl.sample.Shot;
import io.talkinghead.djl.tune.TunedNetworks.StepLosses;
import io.talkinghead.internal.run.Steps;
import io.talkinghead.person.Identity;
import io.talkinghead.tuning.TuningListener;
import io.talkinghead.tuning.TuningOptions;
import io.talkinghead.tuning.TuningProgress;
import io.talkinghead.tuning.TuningReport;
import io.talkinghead.tuning.TuningReport.Epoch;
import io.talkinghead.tuning.TuningReport.Stop;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** One tuning from its first epoch to the choice of the best; listeners hear of it in the thread of the caller. */
final class TuningRun {
    /** Epochs without a better held-out photo until the tuning is taken to be past its best. */
    private static final int PATIENCE = 10;
    /** A loss this many times its beginning is a divergence. */
    private static final double DIVERGED = 4;

    private static final int DEFAULT_BATCH = 8;

    private final TuningWorker worker;
    private final PersonShots shots;
    private final TuningOptions options;
    private final TuningListener listener;
    private final Cancellation cancellation;
    private final Steps epochs;
    private final long startNanos = System.nanoTime();
    private final List<Epoch> curve = new ArrayList<>();
    private Identity.Tuned best;
    private int bestEpoch;
    private double bestScore;

    TuningRun(
            TuningWorker worker,
            PersonShots shots,
            TuningOptions options,
            TuningListener listener,
            Cancellation cancellation) {
        this.worker = worker;
        this.shots = shots;
        this.options = options;
        this.listener = listener;
        this.cancellation = cancellation;
        epochs = Steps.of(Stage.TUNING, options.epochs(), listener);
        best = worker.identity();
    }

    /** Tunes until something says stop. */
    Result run() {
        bestScore = record(0, Optional.empty());
        Stop stop = Stop.COMPLETED;
        for (int epoch = 1; epoch <= options.epochs() && stop == Stop.COMPLETED; epoch++) {
            stop = epoch(epoch).orElse(Stop.COMPLETED);
        }
        Duration time = Duration.ofNanos(System.nanoTime() - startNanos);
        return new Result(best, new TuningReport(curve, bestEpoch, stop, time));
    }

    private Optional<Stop> epoch(int epoch) {
        double[] sums = new double[3];
        int steps = 0;
        for (List<Shot> targets : shots.epoch(options.batch().orElse(DEFAULT_BATCH))) {
            StepLosses losses = worker.step(targets);
            if (!losses.isFinite()
                    || losses.likeness() > DIVERGED * curve.get(0).content() + 1) {
                return Optional.of(Stop.DIVERGED);
            }
            sums[0] += losses.likeness();
            sums[1] += losses.adversarial();
            sums[2] += losses.discriminator();
            steps++;
            Optional<Stop> stop = interruption();
            if (stop.isPresent()) {
                return stop;
            }
        }
        int count = steps;
        return settle(epoch, Arrays.stream(sums).map(sum -> sum / count).toArray());
    }

    private Optional<Stop> interruption() {
        if (cancellation.isCancelled()) {
            return Optional.of(Stop.CANCELLED);
        }
        Duration passed = Duration.ofNanos(System.nanoTime() - startNanos);
        boolean late = options.timeBudget().isPresent()
                && passed.compareTo(options.timeBudget().get()) > 0;
        return late ? Optional.of(Stop.TIME_BUDGET) : Optional.empty();
    }

    /** Measures an epoch's end: without a photo held out, the latest is the best. */
    private Optional<Stop> settle(int epoch, double[] means) {
        double score = record(epoch, Optional.of(means));
        if (!Double.isFinite(score)) {
            curve.remove(curve.size() - 1);
            return Optional.of(Stop.DIVERGED);
        }
        if (!shots.holdsOut() || score < bestScore) {
            best = worker.identity();
            bestEpoch = epoch;
            bestScore = score;
        }
        return epoch - bestEpoch >= PATIENCE ? Optional.of(Stop.HELD_OUT_GOT_NO_BETTER) : Optional.empty();
    }

    private double record(int epoch, Optional<double[]> means) {
        TuningWorker.Look look = worker.look();
        double[] losses = means.orElse(new double[] {look.likeness(), 0, 0});
        OptionalDouble heldOut = shots.holdsOut() ? OptionalDouble.of(look.likeness()) : OptionalDouble.empty();
        curve.add(new Epoch(losses[0], losses[1], losses[2], heldOut));
        if (epoch > 0) {
            epochs.reached(epoch);
        }
        listener.epochEnded(
                new TuningProgress(epoch, options.epochs(), losses[0], losses[1], losses[2], heldOut, look.preview()));
        return look.likeness();
    }

    /**
     * What came out.
     *
     * @param identity the best found
     * @param report of the whole run
     */
    record Result(Identity.Tuned identity, TuningReport report) {}
}
