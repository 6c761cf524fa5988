package io.talkinghead.internal.play;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import java.util.Arrays;

/**
 * How long the last pictures took, and how often they came.
 *
 * <p><b>Threading:</b> any thread.
 */
public final class LatencyLog {
    private static final int KEPT = 512;
    private static final double SECOND_NANOS = 1e9;

    private final long[] latencies = new long[KEPT];
    private final long[] shown = new long[KEPT];
    private long count;

    /** Makes an empty log. */
    public LatencyLog() {}

    /** Writes a picture down. */
    public synchronized void add(long latencyNanos, long shownNanos) {
        int at = (int) (count % KEPT);
        latencies[at] = latencyNanos;
        shown[at] = shownNanos;
        count++;
    }

    /** Returns how many there were. */
    public synchronized long count() {
        return count;
    }

    /**
     * Returns a percentile of the last 512 latencies, 0 when there are none.
     *
     * @param percentile 0 to 100
     */
    public synchronized Duration latency(double percentile) {
        checkArgument(percentile >= 0 && percentile <= 100, "a percentile is 0 to 100, not %s", percentile);
        int kept = (int) Math.min(count, KEPT);
        if (kept == 0) {
            return Duration.ZERO;
        }
        long[] sorted = Arrays.copyOf(latencies, kept);
        Arrays.sort(sorted);
        return Duration.ofNanos(sorted[(int) Math.round(percentile / 100 * (kept - 1))]);
    }

    /** Returns how many pictures came in the second before a moment; for more than 512 a second, 512. */
    public synchronized int inTheSecondBefore(long nowNanos) {
        int found = 0;
        for (int i = 0; i < Math.min(count, KEPT); i++) {
            if ((double) (nowNanos - shown[i]) <= SECOND_NANOS) {
                found++;
            }
        }
        return found;
    }
}
