package io.talkinghead.internal.mark;

import java.util.Arrays;
import java.util.Random;

/**
 * The waves that the watermark is made of: one for each whole pair of cycles along a tile's width and height within a band of
 * frequencies, with a phase that the key draws. The band lies above what faces and light are made of, and below what a lossy codec, or a
 * picture of half the size, leaves out.
 *
 * <p>The key is a constant of this version of the watermark. It is no secret: whoever reads this source can write and remove the mark.
 *
 * <p><b>Threading:</b> immutable.
 */
final class Carriers {
    /** The lowest and the highest number of cycles in a tile. */
    static final int LOWEST = 8;

    static final int HIGHEST = 28;

    /** The cycles of a wave of the usual amplitude. */
    private static final double USUAL = 14;

    /** What the phases and the places of bits are drawn by; another version of the watermark has another. */
    private static final long KEY = 0x7A1C_1476_4EAD_0001L;

    private final int[] across;
    private final int[] down;
    private final double[] phases;
    private final double[] amplitudes;
    private final int[] bits;

    /** Draws them; always the same. */
    Carriers() {
        int[] acrossAll = new int[4 * HIGHEST * HIGHEST];
        int[] downAll = new int[acrossAll.length];
        int count = 0;
        for (int v = 0; v <= HIGHEST; v++) {
            for (int u = -HIGHEST; u <= HIGHEST; u++) {
                int squared = u * u + v * v;
                // One half of the plane: a real picture's other half says the same.
                boolean half = v > 0 || u > 0;
                if (half && squared >= LOWEST * LOWEST && squared <= HIGHEST * HIGHEST) {
                    acrossAll[count] = u;
                    downAll[count++] = v;
                }
            }
        }
        across = Arrays.copyOf(acrossAll, count);
        down = Arrays.copyOf(downAll, count);
        phases = new double[count];
        amplitudes = new double[count];
        bits = new int[count];
        Random key = new Random(KEY);
        for (int i = 0; i < count; i++) {
            phases[i] = 2 * Math.PI * key.nextDouble();
            amplitudes[i] = USUAL / Math.sqrt((double) across[i] * across[i] + (double) down[i] * down[i]);
            bits[i] = i % PayloadCode.CODED_BITS;
        }
        shuffle(bits, key);
    }

    private static void shuffle(int[] values, Random key) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = key.nextInt(i + 1);
            int value = values[i];
            values[i] = values[other];
            values[other] = value;
        }
    }

    int count() {
        return across.length;
    }

    /** Returns a wave's cycles in a tile's width, which may be negative. */
    int across(int i) {
        return across[i];
    }

    /** Returns a wave's cycles in a tile's height, 0 or more. */
    int down(int i) {
        return down[i];
    }

    /** Returns a wave's phase at the tile's upper left corner, in radians. */
    double phase(int i) {
        return phases[i];
    }

    /**
     * Returns how strong a wave is, compared with one of 14 cycles: the longer the stronger, as in pictures themselves. Codecs and smaller
     * sizes take the short ones first.
     */
    double amplitude(int i) {
        return amplitudes[i];
    }

    /** Returns which bit of a coded payload a wave carries. */
    int bit(int i) {
        return bits[i];
    }

    /** Tells whether a wave can be shown by tiles of so many pixels. */
    boolean fits(int i, double tilePx) {
        return Math.max(Math.abs(across[i]), down[i]) < 0.49 * tilePx;
    }
}
