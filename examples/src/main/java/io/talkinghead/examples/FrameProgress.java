package io.talkinghead.examples;

import io.talkinghead.Progress;
import io.talkinghead.ProgressListener;
import java.util.OptionalLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** A progress bar on the standard error, with frames per second and the time left. */
final class FrameProgress implements ProgressListener, AutoCloseable {
    private static final int UPDATE_MILLIS = 500;

    private final boolean quiet;
    private @Nullable ProgressBar bar;

    FrameProgress(boolean quiet) {
        this.quiet = quiet;
    }

    @Override
    public void progressed(Progress progress) {
        if (progress.stage() == Progress.Stage.RENDERING) {
            step(progress.done(), progress.total());
        }
    }

    void step(long done, OptionalLong total) {
        if (quiet) {
            return;
        }
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName("frames")
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
