package io.talkinghead.cli;

import io.talkinghead.lab.training.TrainingListener;
import io.talkinghead.lab.training.TrainingLosses;
import io.talkinghead.lab.training.TrainingProgress;
import io.talkinghead.lab.training.TrainingValidation;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** A line for every few steps with the time left, and one for every checkpoint. */
final class TrainProgress implements TrainingListener, AutoCloseable {
    private final boolean quiet;
    private final PrintWriter errors;
    private volatile boolean cancelled;

    TrainProgress(boolean quiet, PrintWriter errors) {
        this.quiet = quiet;
        this.errors = errors;
    }

    void cancel() {
        cancelled = true;
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void resumed(long step) {
        tell("going on after step %d", step);
    }

    @Override
    public void stepsDone(TrainingProgress progress) {
        TrainingLosses losses = progress.losses();
        Duration left = progress.perStep().multipliedBy(progress.steps() - progress.step());
        tell(
                "step %d of %d: likeness %.4f, adversarial %.4f, matching %.4f, discriminator %.4f; %.2f s a step, %d h %02d min left",
                progress.step(),
                progress.steps(),
                losses.likeness(),
                losses.adversarial(),
                losses.matching(),
                losses.discriminator(),
                progress.perStep().toMillis() / 1000.0,
                left.toHours(),
                left.toMinutesPart());
    }

    @Override
    public void checkpointWritten(TrainingValidation validation) {
        tell(
                "checkpoint at step %d: held-out score %.4f, L1 %.2f (photo alone %.2f)",
                validation.step(), validation.score(), validation.l1(), validation.warpL1());
    }

    @Override
    public void rewound(long step) {
        tell("the losses diverged: back to step %d, at half the rates", step);
    }

    private void tell(String format, Object... values) {
        if (!quiet) {
            errors.println(String.format(Locale.ROOT, format, values));
            errors.flush();
        }
    }

    @Override
    public void close() {
        errors.flush();
    }
}
