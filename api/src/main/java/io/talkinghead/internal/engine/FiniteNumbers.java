package io.talkinghead.internal.engine;

import java.nio.FloatBuffer;

/**
 * Looks for NaN and infinities in what a network gives.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class FiniteNumbers {
    private static final int MAGNITUDE = 0x7FFF_FFFF;
    /** The bits of infinity; those of a NaN are larger, those of every number smaller. */
    private static final int INFINITY = 0x7F80_0000;

    private static final int BLOCK = 4096;

    private final float[] block = new float[BLOCK];

    /** Tells whether a buffer holds nothing else, wherever its position is. */
    boolean only(FloatBuffer values) {
        int largest = 0;
        for (int at = 0; at < values.capacity(); at += BLOCK) {
            int count = Math.min(BLOCK, values.capacity() - at);
            values.get(at, block, 0, count);
            largest = Math.max(largest, largest(block, count));
        }
        return largest < INFINITY;
    }

    /** Tells whether an array holds nothing else. */
    static boolean only(float[] values) {
        return largest(values, values.length) < INFINITY;
    }

    /** As whole numbers, the bits of magnitudes are in their order. Written so that the compiler does several at once. */
    private static int largest(float[] values, int count) {
        int largest = 0;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, Float.floatToRawIntBits(values[i]) & MAGNITUDE);
        }
        return largest;
    }
}
