package io.talkinghead.internal.run;

import io.talkinghead.work.Progress;
import io.talkinghead.work.Stage;
import io.talkinghead.work.WorkListener;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Counts the steps of a stage of long work, and tells a listener how far it has come and how long the rest will take: as long a
 * step as those done so far.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
public final class Steps {
    private final Stage stage;
    private final OptionalLong total;
    private final WorkListener listener;
    private final long before;
    private final long startNanos = System.nanoTime();
    private long done;

    private Steps(Stage stage, OptionalLong total, long before, WorkListener listener) {
        this.stage = stage;
        this.total = total;
        this.before = before;
        this.listener = listener;
        done = before;
    }

    /** Begins to count; the time of the first step begins now. */
    public static Steps of(Stage stage, long total, WorkListener listener) {
        return new Steps(stage, OptionalLong.of(total), 0, listener);
    }

    /** Begins to count steps of which nobody may know how many there will be. */
    public static Steps of(Stage stage, OptionalLong total, WorkListener listener) {
        return new Steps(stage, total, 0, listener);
    }

    /** Goes on counting after steps of an earlier run, which say nothing about the time left. */
    public static Steps after(long before, Stage stage, long total, WorkListener listener) {
        return new Steps(stage, OptionalLong.of(total), before, listener);
    }

    /** Tells that one more step is done. */
    public void done() {
        reached(done + 1);
    }

    /** Tells that so many steps are done, those of earlier runs included. */
    public void reached(long step) {
        done = step;
        listener.progressed(new Progress(stage, done, total, left()));
    }

    private Optional<Duration> left() {
        if (total.isEmpty() || done <= before || done > total.getAsLong()) {
            return Optional.empty();
        }
        double perStep = (double) (System.nanoTime() - startNanos) / (done - before);
        return Optional.of(Duration.ofNanos((long) (perStep * (total.getAsLong() - done))));
    }
}
