package io.talkinghead.model;

import static com.google.common.base.Preconditions.checkArgument;

import org.apiguardian.api.API;

/**
 * How wide a network is: its blocks double their channels from the first on, up to a limit (paper, section A.4).
 *
 * @param base channels of the first block
 * @param max upper limit of a block's channels
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Width(int base, int max) {
    /** Checks that the numbers fit together. */
    public Width {
        checkArgument(base >= 8, "base must be at least 8, not %s", base);
        checkArgument(max >= base, "max must be at least base %s, not %s", base, max);
    }

    /** Returns the channels of block {@code k} (from 0): {@code min(base * 2^k, max)}. */
    public int channels(int k) {
        return (int) Math.min((long) base << k, max);
    }
}
