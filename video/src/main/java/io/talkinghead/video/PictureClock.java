package io.talkinghead.video;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The times of a stream's pictures as they are shown: growing, also where the file's stamps do not.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class PictureClock {
    /** A tick of the coarsest clock that videos are written with, WebM's. */
    private static final Duration LEAST_STEP = Duration.ofMillis(1);

    private final StreamTimes times;
    private @Nullable Duration last;
    private Duration length = Duration.ZERO;

    PictureClock(StreamTimes times) {
        this.times = times;
    }

    /**
     * Goes on to the next picture.
     *
     * @param stamp its time as the stream has it
     * @param ticks how long it stays, in the stream's ticks; 0 if unknown
     */
    void advance(long stamp, long ticks) {
        Duration before = last;
        Duration start = times.time(stamp).orElse(end());
        // A stamp repeats or goes back: just after the frame before, so that the next true stamp is kept.
        last = before != null && start.compareTo(before) <= 0 ? before.plus(LEAST_STEP) : start;
        length = times.length(ticks);
    }

    /** Returns when the picture is shown, since the first. */
    Duration start() {
        return last == null ? Duration.ZERO : last;
    }

    /** Returns how long it is shown. */
    Duration length() {
        return length;
    }

    /** Returns when it is over. */
    Duration end() {
        return start().plus(length);
    }
}
