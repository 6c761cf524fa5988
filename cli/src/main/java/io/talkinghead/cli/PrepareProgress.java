package io.talkinghead.cli;

import io.talkinghead.lab.dataset.PreparationListener;
import io.talkinghead.lab.dataset.PreparationProgress;
import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** A progress bar on the standard error with the time left, and a line for everything that could not be used. */
final class PrepareProgress implements PreparationListener, AutoCloseable {
    private static final int UPDATE_MILLIS = 500;

    private final boolean quiet;
    private final PrintWriter errors;
    private @Nullable ProgressBar bar;

    PrepareProgress(boolean quiet, PrintWriter errors) {
        this.quiet = quiet;
        this.errors = errors;
    }

    @Override
    public void progressed(PreparationProgress progress) {
        if (quiet) {
            return;
        }
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName("sources")
                    .setInitialMax(progress.total())
                    // What an earlier run did says nothing about the time left.
                    .startsFrom(progress.done() - 1L, Duration.ZERO)
                    .setUpdateIntervalMillis(UPDATE_MILLIS)
                    .build();
        }
        bar.stepTo(progress.done());
        bar.setExtraMessage(progress.rejected() + " rejected");
    }

    @Override
    public void skipped(String source, String reason) {
        errors.println("skipped " + source + ": " + reason);
        errors.flush();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
