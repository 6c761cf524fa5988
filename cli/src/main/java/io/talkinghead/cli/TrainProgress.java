package io.talkinghead.cli;

import io.talkinghead.lab.training.TrainingListener;
import io.talkinghead.lab.training.TrainingLosses;
import io.talkinghead.lab.training.TrainingProgress;
import io.talkinghead.lab.training.TrainingValidation;
import io.talkinghead.work.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** A line for every few steps with the time left, and one for every checkpoint. */
final class TrainProgress implements TrainingListener, AutoCloseable {
    private final boolean quiet;
    private final PrintWriter errors;
    private Optional<Duration> left = Optional.empty();

    TrainProgress(boolean quiet, PrintWriter errors) {
        this.quiet = quiet;
        this.errors = errors;
    }

    @Override
    public void progressed(Progress progress) {
        left = progress.left();
    }

    @Override
    public void resumed(long step) {
        tell("going on after step %d", step);
    }

    @Override
    public void stepsDone(TrainingProgress progress) {
        TrainingLosses losses = progress.losses();
        tell(
                "step %d of %d: likeness %.4f, adversarial %.4f, matching %.4f, discriminator %.4f; %.2f s a step%s",
                progress.step(),
                progress.steps(),
                losses.likeness(),
                losses.adversarial(),
                losses.matching(),
                losses.discriminator(),
                progress.perStep().toMillis() / 1000.0,
                left.map(TrainProgress::left).orElse(""));
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

    private static String left(Duration time) {
        return String.format(Locale.ROOT, ", %d h %02d min left", time.toHours(), time.toMinutesPart());
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
