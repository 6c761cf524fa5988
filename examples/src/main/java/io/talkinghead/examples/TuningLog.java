package io.talkinghead.examples;

import io.talkinghead.spi.TuningListener;
import io.talkinghead.spi.TuningProgress;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** Shows how far a tuning is, and its loss. */
final class TuningLog implements TuningListener {
    private final boolean quiet;
    private @Nullable ProgressBar bar;

    TuningLog(boolean quiet) {
        this.quiet = quiet;
    }

    @Override
    public void epochEnded(TuningProgress progress) {
        if (quiet) {
            return;
        }
        if (bar == null) {
            bar = new ProgressBar("tuning", progress.epochs());
        }
        bar.stepTo(progress.epoch());
        bar.setExtraMessage(String.format(" loss %.3f", progress.heldOut().orElse(progress.content())));
        if (progress.epoch() == progress.epochs()) {
            bar.close();
        }
    }
}
