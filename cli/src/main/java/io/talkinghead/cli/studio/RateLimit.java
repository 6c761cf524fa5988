package io.talkinghead.cli.studio;

import com.google.common.base.Ticker;

/**
 * Allows so many things a second, and a few more at once after a pause.
 *
 * <p><b>Threading:</b> any thread.
 */
final class RateLimit {
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double atOnce;
    private final Ticker clock;
    private double left;
    private long looked;

    RateLimit(double perSecond, double atOnce, Ticker clock) {
        this.perSecond = perSecond;
        this.atOnce = atOnce;
        this.clock = clock;
        left = atOnce;
        looked = clock.read();
    }

    /** Takes one, if there is one to take. */
    synchronized boolean allows() {
        long now = clock.read();
        left = Math.min(atOnce, left + (now - looked) / NANOS * perSecond);
        looked = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
