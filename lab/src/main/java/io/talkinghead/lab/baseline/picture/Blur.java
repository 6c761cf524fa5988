package io.talkinghead.lab.baseline.picture;

/**
 * Blurs square planes of values: three means over boxes, which together are nearly a Gaussian. Beyond the border nothing counts.
 *
 * <p><b>Threading:</b> any number of threads; allocates what it needs.
 */
public final class Blur {
    private static final int PASSES = 3;

    private Blur() {}

    /**
     * Returns a blurred copy.
     *
     * @param plane side x side values, row by row
     * @param radius of each box, in pixels: the standard deviation of the whole is about this; 0 leaves all as it is
     */
    public static float[] of(float[] plane, int side, int radius) {
        float[] from = plane.clone();
        if (radius == 0) {
            return from;
        }
        float[] to = new float[plane.length];
        for (int pass = 0; pass < PASSES; pass++) {
            for (int line = 0; line < side; line++) {
                mean(from, line * side, 1, to, side, radius);
            }
            for (int line = 0; line < side; line++) {
                mean(to, line, side, from, side, radius);
            }
        }
        return from;
    }

    /**
     * Returns a mask that fades out towards its border, and is nothing outside it.
     *
     * @param mask side x side values, 0 or 1
     * @param radius see {@link #of}
     */
    public static float[] within(float[] mask, int side, int radius) {
        float[] soft = of(mask, side, radius);
        for (int i = 0; i < soft.length; i++) {
            soft[i] = mask[i] * Math.max(0, 2 * soft[i] - 1);
        }
        return soft;
    }

    /** Takes the means along one row or column. */
    private static void mean(float[] from, int start, int step, float[] to, int side, int radius) {
        double sum = 0;
        for (int i = 0; i < Math.min(side, radius); i++) {
            sum += from[start + i * step];
        }
        for (int i = 0; i < side; i++) {
            if (i + radius < side) {
                sum += from[start + (i + radius) * step];
            }
            if (i - radius - 1 >= 0) {
                sum -= from[start + (i - radius - 1) * step];
            }
            int count = Math.min(side - 1, i + radius) - Math.max(0, i - radius) + 1;
            to[start + i * step] = (float) (sum / count);
        }
    }
}
