package io.talkinghead.graph.rewrite;

import org.apiguardian.api.API;

/**
 * The smallest and the largest value seen somewhere in a network, zero always among them: 8 bits hold zero exactly, or padding
 * would not be nothing.
 *
 * @param least 0 or less
 * @param most 0 or more
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Range(float least, float most) {
    private static final int STEPS = 255;

    /** Nothing seen yet. */
    public static final Range EMPTY = new Range(0, 0);

    /** Returns the range with more values in it, given by their smallest and their largest. */
    public Range with(float smallest, float largest) {
        return new Range(Math.min(least, smallest), Math.max(most, largest));
    }

    /** Returns what one of 255 steps is worth. */
    float scale() {
        return Math.max((most - least) / STEPS, Float.MIN_NORMAL);
    }

    /** Returns the step that stands for zero, 0 to 255. */
    int zero() {
        return Math.round(-least / scale());
    }
}
