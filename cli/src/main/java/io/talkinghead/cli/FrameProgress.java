package io.talkinghead.cli;

import io.talkinghead.work.Progress;
import io.talkinghead.work.Stage;
import io.talkinghead.work.WorkListener;
import java.util.OptionalLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** A progress bar on the standard error, with the speed and the time left. */
final class FrameProgress implements WorkListener, AutoCloseable {
    private static final int UPDATE_MILLIS = 500;

    private final String task;
    private final boolean quiet;
    private @Nullable ProgressBar bar;

    FrameProgress(boolean quiet) {
        this("frames", quiet);
    }

    FrameProgress(String task, boolean quiet) {
        this.task = task;
        this.quiet = quiet;
    }

    @Override
    public void progressed(Progress progress) {
        if (progress.stage() == Stage.RENDERING) {
            step(progress.done(), progress.total());
        }
    }

    void step(long done, OptionalLong total) {
        if (quiet) {
            return;
        }
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total.orElse(-1))
                    .setUpdateIntervalMillis(UPDATE_MILLIS)
                    .showSpeed()
                    .build();
        }
        bar.stepTo(done);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
