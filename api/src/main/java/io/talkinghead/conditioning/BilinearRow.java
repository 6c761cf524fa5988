package io.talkinghead.conditioning;

import static com.google.common.base.Preconditions.checkArgument;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What a picture shows at a row of places between its pixels: bilinear, in whole numbers. Each loop is short and reads and writes whole
 * arrays from their beginning, as those are the loops that become vector instructions; only fetching the pixels is done one by one.
 *
 * <p>For each row in this order: {@link #place} for every place, {@link #take}, {@link #mix} for every colour.
 *
 * <p><b>Threading:</b> one thread at a time; allocates nothing once made.
 */
public final class BilinearRow {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int COLOURS = 3;
    private static final int PIXEL_BITS = COLOURS * Byte.SIZE;
    /** Bytes of a read that are not two pixels: they come before, as nothing lies behind the last pixel. */
    private static final int SPARE = Long.BYTES - 2 * COLOURS;
    /** Bits behind the point that are kept of what is mixed along the row. */
    private static final int KEPT_BITS = 8;
    /** With a level and what is kept of it they fill a positive number. */
    private static final int MAX_BITS = 15;

    private final int length;
    private final int bits;
    private final int dropped;
    private final int[] x;
    private final int[] y;
    private final int[] corner;
    private final int[] topLeft;
    private final int[] topRight;
    private final int[] bottomLeft;
    private final int[] bottomRight;
    private final int[] upper;
    private final int[] lower;

    /**
     * For rows of a length.
     *
     * @param bits a place is given in 2^bits parts of a pixel; 8, which is mixed without rounding, to 15
     */
    public BilinearRow(int length, int bits) {
        checkArgument(bits >= KEPT_BITS && bits <= MAX_BITS, "parts of a pixel of %s bits", bits);
        this.length = length;
        this.bits = bits;
        dropped = bits - KEPT_BITS;
        x = new int[length];
        y = new int[length];
        corner = new int[length];
        topLeft = new int[length];
        topRight = new int[length];
        bottomLeft = new int[length];
        bottomRight = new int[length];
        upper = new int[length];
        lower = new int[length];
    }

    /** Sets place {@code i} in parts of a pixel; 0 is the centre of the first pixel, and what lies outside the picture is moved to its edge. */
    public void place(int i, int acrossParts, int downParts) {
        x[i] = acrossParts;
        y[i] = downParts;
    }

    /**
     * Takes the four pixels around each place from a picture.
     *
     * @param rgb at least {@code 3 * widthPx * heightPx} bytes
     * @param widthPx 2 to {@link #widestPx()}
     * @param heightPx the same
     */
    public void take(byte[] rgb, int widthPx, int heightPx) {
        checkArgument(Math.min(widthPx, heightPx) > 1, "a picture of %s x %s", widthPx, heightPx);
        checkArgument(Math.max(widthPx, heightPx) <= widestPx(), "a picture of %s x %s", widthPx, heightPx);
        // Whole pixels lie in these two until the corner is known.
        split(x, topLeft, widthPx - 1);
        split(y, topRight, heightPx - 1);
        for (int i = 0; i < length; i++) {
            corner[i] = COLOURS * (topRight[i] * widthPx + topLeft[i]);
        }
        int below = COLOURS * widthPx - SPARE;
        for (int i = 0; i < length; i++) {
            int at = corner[i];
            int before = Math.min(at, SPARE);
            long two = (long) LONGS.get(rgb, at - before) >>> (Byte.SIZE * before);
            long next = (long) LONGS.get(rgb, at + below) >>> (Byte.SIZE * SPARE);
            topLeft[i] = (int) two;
            topRight[i] = (int) (two >>> PIXEL_BITS);
            bottomLeft[i] = (int) next;
            bottomRight[i] = (int) (next >>> PIXEL_BITS);
        }
    }

    /** Returns the longest side of a picture whose places are numbers. */
    public int widestPx() {
        return Integer.MAX_VALUE >> bits;
    }

    /** Returns how many bits a level has behind the point. */
    public int levelBits() {
        return bits + KEPT_BITS;
    }

    /** Splits places into whole pixels, at most the last but one, so that another follows, and what is left. */
    private void split(int[] places, int[] whole, int last) {
        for (int i = 0; i < places.length; i++) {
            places[i] = atMost(last << bits, positive(places[i]));
        }
        for (int i = 0; i < places.length; i++) {
            whole[i] = atMost(last - 1, places[i] >> bits);
        }
        for (int i = 0; i < places.length; i++) {
            places[i] -= whole[i] << bits;
        }
    }

    /** Math.min, which Java 17 does not turn into vector instructions; for numbers that are not negative. */
    private static int atMost(int most, int value) {
        return value - positive(value - most);
    }

    /** Returns 0 for what is negative. */
    private static int positive(int value) {
        return value & ~(value >> (Integer.SIZE - 1));
    }

    /**
     * Mixes the pixels that were taken.
     *
     * @param colour 0 red, 1 green, 2 blue
     * @param to receives a level for each place, in 2^{@link #levelBits()} parts
     */
    public void mix(int colour, int[] to) {
        checkArgument(to.length == length, "%s levels of %s places", to.length, length);
        along(topLeft, topRight, colour * Byte.SIZE, upper);
        along(bottomLeft, bottomRight, colour * Byte.SIZE, lower);
        across(to);
    }

    private void along(int[] left, int[] right, int shift, int[] to) {
        int half = 1 << dropped >> 1;
        for (int i = 0; i < to.length; i++) {
            int level = (left[i] >>> shift) & 0xFF;
            to[i] = ((level << bits) + x[i] * (((right[i] >>> shift) & 0xFF) - level) + half) >> dropped;
        }
    }

    private void across(int[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = (upper[i] << bits) + y[i] * (lower[i] - upper[i]);
        }
    }
}
