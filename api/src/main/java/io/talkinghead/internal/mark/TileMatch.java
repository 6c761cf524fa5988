package io.talkinghead.internal.mark;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * How well a picture's frequencies agree with the carriers, for tiles of one size wherever they begin.
 *
 * <p>Each carrier gives a unit vector, the picture's phase against the key's, with a weight that depends on magnitudes alone. If the
 * picture has nothing to do with the key, each of these angles is drawn evenly from the circle, and the chance that the weighted sum of
 * their cosines reaches {@code c} is at most {@code exp(-c^2 / sum(w^2))}, whatever the picture (Chernoff's bound with {@code I0(x) <=
 * exp(x^2 / 4)}). {@link #evidence} is that exponent at the place where it is largest.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class TileMatch {
    /** So many places along a tile's side are tried. */
    static final int PLACES = 128;

    private static final double PAYLOAD_EVIDENCE = 40;
    private static final double LARGEST_WEIGHT = 2.5;
    private static final int RING = 3;
    private static final int DIRECTIONS = 4;
    private static final int CELLS = (Carriers.HIGHEST / RING + 1) * DIRECTIONS;

    private final Fourier fourier = new Fourier(PLACES, PLACES);
    private final Carriers carriers;
    private final double[] cosines;
    private final double[] sines;
    private final int[] cells;
    private final double[] found;
    private final double[] weights;
    private final float[] real = new float[PLACES * PLACES];
    private final float[] imaginary = new float[PLACES * PLACES];

    TileMatch(Carriers carriers) {
        this.carriers = carriers;
        found = new double[2 * carriers.count()];
        weights = new double[carriers.count()];
        cells = new int[carriers.count()];
        cosines = new double[carriers.count()];
        sines = new double[carriers.count()];
        for (int i = 0; i < cells.length; i++) {
            double angle = Math.atan2(carriers.down(i), carriers.across(i)) / Math.PI;
            int direction = (int) (DIRECTIONS * angle) % DIRECTIONS;
            int ring = (int) (Math.hypot(carriers.across(i), carriers.down(i)) / RING);
            cosines[i] = Math.cos(carriers.phase(i));
            sines[i] = Math.sin(carriers.phase(i));
            cells[i] = ring * DIRECTIONS + direction;
        }
    }

    /** Returns the evidence for tiles of a size, at the best of all places, and keeps what {@link #payload} reads. */
    double evidence(Spectrum spectrum, double tilePx, boolean mirrored) {
        for (int i = 0; i < weights.length; i++) {
            int across = mirrored ? -carriers.across(i) : carriers.across(i);
            spectrum.read(across / tilePx, carriers.down(i) / tilePx, found, 2 * i);
        }
        double squares = weigh(tilePx);
        if (squares == 0) {
            return 0;
        }
        Arrays.fill(real, 0);
        Arrays.fill(imaginary, 0);
        for (int i = 0; i < weights.length; i++) {
            double re = found[2 * i] * cosines[i] + found[2 * i + 1] * sines[i];
            double im = found[2 * i + 1] * cosines[i] - found[2 * i] * sines[i];
            found[2 * i] = re;
            found[2 * i + 1] = im;
            int at = carriers.down(i) * PLACES + (carriers.across(i) & (PLACES - 1));
            real[at] = (float) re;
            imaginary[at] = (float) im;
        }
        fourier.transform(real, imaginary, Carriers.HIGHEST + 1);
        double best = 0;
        for (float sum : real) {
            best = Math.max(best, sum);
        }
        return best * best / squares;
    }

    /**
     * Makes what was read unit vectors times their weights: how far each stands out of those of like length and direction, and more for
     * the waves that are written stronger.
     */
    private double weigh(double tilePx) {
        double[] sums = new double[CELLS];
        int[] counts = new int[CELLS];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = carriers.fits(i, tilePx) ? magnitude(i) : 0;
            sums[cells[i]] += weights[i];
            counts[cells[i]] += weights[i] > 0 ? 1 : 0;
        }
        double squares = 0;
        for (int i = 0; i < weights.length; i++) {
            double magnitude = weights[i];
            double mean = sums[cells[i]] / Math.max(1, counts[cells[i]]);
            weights[i] = magnitude > 0 ? carriers.amplitude(i) * Math.min(LARGEST_WEIGHT, magnitude / mean) : 0;
            double scale = magnitude > 0 ? weights[i] / magnitude : 0;
            found[2 * i] *= scale;
            found[2 * i + 1] *= scale;
            squares += weights[i] * weights[i];
        }
        return squares;
    }

    private double magnitude(int i) {
        return Math.sqrt(found[2 * i] * found[2 * i] + found[2 * i + 1] * found[2 * i + 1]);
    }

    /**
     * Reads, after {@link #evidence}, the payload. Where there is none, the chance that one is read is below a millionth of a millionth:
     * 32 bits can be chosen as they fit best, and need the check and this much evidence of their own.
     */
    OptionalInt payload() {
        double[] bits = bits();
        OptionalInt payload = PayloadCode.decode(bits);
        if (payload.isEmpty()) {
            return payload;
        }
        int[] coded = PayloadCode.encode(payload.getAsInt());
        double sum = 0;
        for (int i = 0; i < coded.length; i++) {
            sum += coded[i] * bits[i];
        }
        double squares = 0;
        for (double weight : weights) {
            squares += weight * weight;
        }
        return sum > 0 && sum * sum / squares > PAYLOAD_EVIDENCE ? payload : OptionalInt.empty();
    }

    /** Returns what the waves say of each coded bit: positive for 1, negative for -1. */
    private double[] bits() {
        int best = 0;
        for (int i = 1; i < real.length; i++) {
            best = real[i] > real[best] ? i : best;
        }
        int left = best % PLACES;
        int top = Math.floorDiv(best, PLACES);
        double[] bits = new double[PayloadCode.CODED_BITS];
        for (int i = 0; i < weights.length; i++) {
            double angle = -2 * Math.PI * (carriers.across(i) * left + carriers.down(i) * top) / PLACES;
            bits[carriers.bit(i)] += found[2 * i] * Math.sin(angle) + found[2 * i + 1] * Math.cos(angle);
        }
        return bits;
    }
}
