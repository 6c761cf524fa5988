package io.talkinghead.drive;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * A frame's place in time. A video's frames need not follow each other evenly: phones, screen recorders and meetings show some for
 * longer than others.
 *
 * <p><b>Threading:</b> immutable.
 *
 * @param index the number of the frame, from 0, growing
 * @param start when it is shown, since the first frame; not negative
 * @param length how long it is shown, more than 0; of all frames but the last, the next one's start counts instead
 */
@API(status = API.Status.STABLE, since = "0.1")
public record FrameTime(long index, Duration start, Duration length) {
    private static final double NANOS = 1e9;

    /** Checks the values. */
    public FrameTime {
        checkArgument(index >= 0, "a frame's number must not be negative: %s", index);
        checkArgument(!start.isNegative(), "a frame cannot start before the first: %s", start);
        checkArgument(length.compareTo(Duration.ZERO) > 0, "a frame must be shown for some time, not %s", length);
    }

    /**
     * Returns a frame's time where frames follow each other evenly, to the nanosecond however late it is.
     *
     * @param framesPerSecond more than 0, at most 1000
     */
    public static FrameTime even(long index, double framesPerSecond) {
        FrameRate.checked(framesPerSecond);
        Duration start = atRate(index, framesPerSecond);
        return new FrameTime(index, start, atRate(index + 1, framesPerSecond).minus(start));
    }

    private static Duration atRate(long index, double framesPerSecond) {
        return Duration.ofNanos(Math.round((double) index * NANOS / framesPerSecond));
    }

    /** Returns when the frame is over. */
    public Duration end() {
        return start.plus(length);
    }
}
