package io.talkinghead.cli;

import io.talkinghead.work.Progress;
import io.talkinghead.work.Stage;
import io.talkinghead.work.WorkListener;
import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A progress bar on the standard error, a new one for every stage, with the speed and the time left.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class WorkBar implements WorkListener, AutoCloseable {
    private static final int UPDATE_MILLIS = 500;

    private final boolean quiet;
    private @Nullable ProgressBar bar;
    private @Nullable Stage stage;

    /** The bar draws itself in a thread of its own. */
    private volatile Optional<Duration> left = Optional.empty();

    WorkBar(boolean quiet) {
        this.quiet = quiet;
    }

    @Override
    public void progressed(Progress progress) {
        if (quiet) {
            return;
        }
        left = progress.left();
        if (bar == null || stage != progress.stage()) {
            close();
            stage = progress.stage();
            bar = new ProgressBarBuilder()
                    // Everywhere the same, and in letters that every encoding has.
                    .setStyle(ProgressBarStyle.ASCII)
                    .setTaskName(steps(progress.stage()))
                    .setInitialMax(progress.total().orElse(-1))
                    // What an earlier run did says nothing about the speed.
                    .startsFrom(progress.done() - 1, Duration.ZERO)
                    .setUpdateIntervalMillis(UPDATE_MILLIS)
                    .setEtaFunction(state -> left)
                    .showSpeed()
                    .build();
        }
        bar.stepTo(progress.done());
    }

    /** Shows words behind the bar. */
    void tell(String words) {
        if (bar != null) {
            bar.setExtraMessage(words);
        }
    }

    /** What is counted. */
    private static String steps(Stage stage) {
        return switch (stage) {
            case ANALYZING_PHOTOS, EMBEDDING -> "photos";
            case TUNING -> "tuning";
            case RENDERING, TRACKING -> "frames";
            case COMPILING -> "networks";
            case PREPARING -> "sources";
            case TRAINING -> "steps";
            case EVALUATING -> "persons";
        };
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
