package io.talkinghead.internal.mark;

import io.talkinghead.image.Frame;
import io.talkinghead.image.Resampler;

/**
 * What is left of a picture's luma when everything large is taken out, and strong and weak places are made alike: where a faint pattern
 * is looked for. Large pictures are shrunk first, and the ends of very long ones left out.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class Detail {
    private static final int SHORTER_SIDE_PX = 512;
    private static final int LONGEST = 3;
    private static final int MEAN_RADIUS = 4;
    private static final int SPREAD_RADIUS = 9;
    /** Where less goes on than this many levels, nothing is made stronger. */
    private static final double LEAST_SPREAD = 2;

    private static final float LARGEST = 2.5f;

    private final int widthPx;
    private final int heightPx;
    /** Rows from the top. */
    private final float[] values;

    private Detail(int widthPx, int heightPx, float[] values) {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        this.values = values;
    }

    /** Takes a picture's detail. */
    static Detail of(Frame picture) {
        double scale = Math.min(1, SHORTER_SIDE_PX / (double) Math.min(picture.widthPx(), picture.heightPx()));
        int width = Math.max(1, (int) Math.round(scale * picture.widthPx()));
        int height = Math.max(1, (int) Math.round(scale * picture.heightPx()));
        Frame small = scale < 1 ? Resampler.resize(picture, width, height) : picture;
        int keptWidth = Math.min(width, LONGEST * height);
        int keptHeight = Math.min(height, LONGEST * width);
        float[] luma = luma(small, keptWidth, keptHeight);
        float[] mean = blurred(luma, keptWidth, keptHeight, MEAN_RADIUS);
        float[] squares = new float[luma.length];
        for (int i = 0; i < luma.length; i++) {
            luma[i] -= mean[i];
            squares[i] = luma[i] * luma[i];
        }
        float[] spread = blurred(squares, keptWidth, keptHeight, SPREAD_RADIUS);
        for (int i = 0; i < luma.length; i++) {
            float value = (float) (luma[i] / Math.sqrt(Math.max(0, spread[i]) + LEAST_SPREAD * LEAST_SPREAD));
            luma[i] = Math.max(-LARGEST, Math.min(LARGEST, value));
        }
        return new Detail(keptWidth, keptHeight, luma);
    }

    private static float[] luma(Frame frame, int width, int height) {
        int left = Math.floorDiv(frame.widthPx() - width, 2);
        int top = Math.floorDiv(frame.heightPx() - height, 2);
        byte[] rgb = frame.rgb();
        float[] luma = new float[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = 3 * ((top + y) * frame.widthPx() + left + x);
                luma[y * width + x] =
                        0.299f * (rgb[at] & 0xFF) + 0.587f * (rgb[at + 1] & 0xFF) + 0.114f * (rgb[at + 2] & 0xFF);
            }
        }
        return luma;
    }

    /** Returns means over squares, or over what of them lies in the picture. */
    private static float[] blurred(float[] values, int width, int height, int radius) {
        float[] out = new float[values.length];
        double[] sums = new double[width + 1];
        double[] columns = new double[width];
        for (int y = -radius; y < height; y++) {
            int entering = y + radius;
            int leaving = y - radius - 1;
            for (int x = 0; x < width; x++) {
                columns[x] += entering < height ? values[entering * width + x] : 0;
                columns[x] -= leaving >= 0 ? values[leaving * width + x] : 0;
            }
            if (y < 0) {
                continue;
            }
            int rows = Math.min(height, y + radius + 1) - Math.max(0, y - radius);
            for (int x = 0; x < width; x++) {
                sums[x + 1] = sums[x] + columns[x];
            }
            for (int x = 0; x < width; x++) {
                int from = Math.max(0, x - radius);
                int to = Math.min(width, x + radius + 1);
                out[y * width + x] = (float) ((sums[to] - sums[from]) / ((double) rows * (to - from)));
            }
        }
        return out;
    }

    int widthPx() {
        return widthPx;
    }

    int heightPx() {
        return heightPx;
    }

    float value(int x, int y) {
        return values[y * widthPx + x];
    }

    boolean isAsLargeAs(Detail other) {
        return widthPx == other.widthPx && heightPx == other.heightPx;
    }

    /** Adds another picture's detail to this one's values. */
    void add(Detail other) {
        for (int i = 0; i < values.length; i++) {
            values[i] += other.values[i];
        }
    }
}
