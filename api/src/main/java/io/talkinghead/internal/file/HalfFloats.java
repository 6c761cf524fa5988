package io.talkinghead.internal.file;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;

/** Conversion between IEEE 754 half and single precision (the JDK has it only from version 20 on). */
public final class HalfFloats {
    private static final int PART = 4096;
    private static final long EXPONENTS = 0x7C00_7C00_7C00_7C00L;
    private static final long LOWEST_OF_EXPONENTS = 0x0400_0400_0400_0400L;
    private static final long SIGNS = 0x8000_8000_8000_8000L;

    private HalfFloats() {}

    /** Widens a half exactly. */
    public static float toFloat(short half) {
        // As a float's exponent and mantissa a half is too small by 2^112, subnormals too.
        float magnitude = Float.intBitsToFloat((half & 0x7FFF) << 13) * 0x1p112f;
        int bits = Float.floatToRawIntBits(magnitude) | (half & 0x8000) << 16;
        return Float.intBitsToFloat(isFinite(half) ? bits : bits | 0x7F800000);
    }

    /**
     * Widens as many halves as the array takes.
     *
     * @param first the place of the first in the buffer
     * @throws IndexOutOfBoundsException when there are fewer
     */
    public static void widen(ShortBuffer halves, int first, float[] to) {
        // Copied in parts: one by one they are slow to get, and all at once they take half as much memory again.
        short[] part = new short[Math.min(PART, to.length)];
        for (int done = 0; done < to.length; done += part.length) {
            int count = Math.min(part.length, to.length - done);
            halves.get(first + done, part, 0, count);
            for (int i = 0; i < count; i++) {
                to[done + i] = toFloat(part[i]);
            }
        }
    }

    /** Tells whether a half is neither infinite nor not a number. */
    private static boolean isFinite(short half) {
        return (half & 0x7C00) != 0x7C00;
    }

    /**
     * Tells whether all halves of a buffer are finite. Four are looked at at once: this runs as programs start, before Java has
     * compiled it.
     */
    public static boolean areFinite(ByteBuffer halves) {
        LongBuffer fours = halves.asLongBuffer();
        long[] part = new long[Math.min(PART, fours.remaining())];
        long carried = 0;
        while (fours.hasRemaining()) {
            int count = Math.min(part.length, fours.remaining());
            fours.get(part, 0, count);
            for (int i = 0; i < count; i++) {
                // An exponent of ones alone carries into the place of the sign.
                carried |= (part[i] & EXPONENTS) + LOWEST_OF_EXPONENTS;
            }
        }
        boolean finite = (carried & SIGNS) == 0;
        for (int i = halves.limit() - halves.remaining() % Long.BYTES; i < halves.limit(); i += Short.BYTES) {
            finite &= isFinite(halves.getShort(i));
        }
        return finite;
    }

    /** Rounds to the nearest half, ties to even; too large becomes infinite. */
    public static short fromFloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int magnitude = bits & 0x7FFFFFFF;
        if (magnitude > 0x7F800000) {
            return (short) (sign | 0x7E00);
        }
        if (magnitude >= 0x477FF000) {
            return (short) (sign | 0x7C00);
        }
        if (magnitude < 0x38800000) {
            // Adding 0.5 aligns the subnormal half's unit with the float's last mantissa bit, which rounds correctly.
            int shifted = Float.floatToRawIntBits(Float.intBitsToFloat(magnitude) + 0.5f) - 0x3F000000;
            return (short) (sign | shifted);
        }
        int rounded = magnitude + 0xFFF + (magnitude >>> 13 & 1) - 0x38000000;
        return (short) (sign | rounded >>> 13);
    }
}
