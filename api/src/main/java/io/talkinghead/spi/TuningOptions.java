package io.talkinghead.spi;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How a person is fine-tuned.
 *
 * @param epochs passes over the photos; the paper has 40
 * @param seed of the order of the photos
 */
public record TuningOptions(int epochs, long seed) {
    /** Checks the epochs. */
    public TuningOptions {
        checkArgument(epochs >= 1, "at least one epoch is needed, not %s", epochs);
    }

    /** 40 epochs, seed 0. */
    public static TuningOptions defaults() {
        return new TuningOptions(40, 0);
    }
}
