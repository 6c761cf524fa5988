package io.talkinghead.graph.face;

import io.talkinghead.conditioning.BilinearRow;
import io.talkinghead.face.FaceRegion;
import io.talkinghead.image.Frame;
import java.nio.FloatBuffer;

/**
 * Cuts a rotated square out of a picture as a network's input: bilinear, black outside the picture.
 *
 * <p>Values are rounded to 8 bits before and after interpolation, as in the pictures the reference landmarks were made from:
 * near the networks' thresholds a face more or less hangs on it. Pixels inside the picture are mixed in whole numbers, to a hundredth of a
 * level; those at its edge, and all of pictures wider than whole numbers reach, in floats.
 *
 * <p><b>Threading:</b> one thread at a time; nothing is allocated as long as pictures keep their size.
 */
final class RegionSampler {
    private static final int LEVELS = 256;
    private static final int PART_BITS = 15;
    /** Places are added up in finer parts, or the end of a row would be off. */
    private static final int FINE_BITS = 32;

    private static final double FINE = 1L << FINE_BITS;

    private final int size;
    private final float[] planes;
    /** What the network takes for each 8-bit level. */
    private final float[] inputs = new float[LEVELS];

    private final BilinearRow inside;
    private final int[] mixed;
    private final ShrunkPicture shrunk = new ShrunkPicture();
    private byte[] rgb = new byte[0];
    private int width;
    private int height;

    /** For inputs of {@code size x size} whose values run from {@code black} to {@code white}. */
    RegionSampler(int size, float black, float white) {
        this.size = size;
        planes = new float[3 * size * size];
        inside = new BilinearRow(size, PART_BITS);
        mixed = new int[size];
        for (int level = 0; level < LEVELS; level++) {
            inputs[level] = black + (white - black) * level / 255f;
        }
    }

    /** Fills the input, 3 x size x size planar. */
    void sample(Frame picture, FaceRegion region, FloatBuffer input) {
        double perPixel = region.side() / size;
        // Above twice the size, areas are averaged first, or fine detail would alias.
        int factor = 1;
        while (perPixel / factor > 2) {
            factor *= 2;
        }
        chooseSource(picture, factor, region);
        double scaleX = width / (double) picture.widthPx();
        double scaleY = height / (double) picture.heightPx();
        double cos = Math.cos(region.angle()) * perPixel;
        double sin = Math.sin(region.angle()) * perPixel;
        double first = 0.5 - size / 2.0;
        for (int row = 0; row < size; row++) {
            double v = first + row;
            double x = (region.centerX() + cos * first - sin * v) * scaleX - 0.5;
            double y = (region.centerY() + sin * first + cos * v) * scaleY - 0.5;
            sampleRow(x, y, cos * scaleX, sin * scaleY, row * size);
        }
        input.put(0, planes);
        rgb = shrunk.rgb(); // Keeps no picture alive.
    }

    /** Shrinks what the region may touch, or takes the picture itself. */
    private void chooseSource(Frame picture, int factor, FaceRegion region) {
        if (factor == 1) {
            rgb = picture.rgb();
            width = picture.widthPx();
            height = picture.heightPx();
            return;
        }
        double reach = region.side() / 2 * (Math.abs(Math.cos(region.angle())) + Math.abs(Math.sin(region.angle())));
        // Bilinear interpolation reads one pixel further; squeezing the picture moves positions by less than one.
        shrunk.shrink(
                picture,
                factor,
                (int) Math.floor((region.centerX() - reach) / factor) - 2,
                (int) Math.floor((region.centerY() - reach) / factor) - 2,
                (int) Math.ceil((region.centerX() + reach) / factor) + 2,
                (int) Math.ceil((region.centerY() + reach) / factor) + 2);
        rgb = shrunk.rgb();
        width = shrunk.width();
        height = shrunk.height();
    }

    /** Samples a row of the input; positions are pixel indices of the source. */
    private void sampleRow(double startX, double startY, double stepX, double stepY, int to) {
        double endX = startX + (size - 1) * stepX;
        double endY = startY + (size - 1) * stepY;
        boolean inWholeNumbers = isReadable() && mayTouch(startX, endX, width) && mayTouch(startY, endY, height);
        if (inWholeNumbers) {
            sampleInside(startX, startY, stepX, stepY, to);
            if (isInside(startX, startY) && isInside(endX, endY)) {
                return;
            }
        }
        for (int i = 0; i < size; i++) {
            double x = startX + i * stepX;
            double y = startY + i * stepY;
            if (!inWholeNumbers || !isInside(x, y)) {
                blendAtEdge(x, y, to + i);
            }
        }
    }

    /** Tells whether a row's ends do not lie beyond the same edge. */
    private static boolean mayTouch(double start, double end, int side) {
        return Math.max(start, end) >= 0 && Math.min(start, end) < side;
    }

    /** Tells whether the source has two pixels each way, and whole numbers reach as far as it does. */
    private boolean isReadable() {
        return Math.min(width, height) > 1 && Math.max(width, height) <= inside.widestPx();
    }

    private boolean isInside(double x, double y) {
        return x >= 0 && y >= 0 && x < width - 1 && y < height - 1;
    }

    /** Samples a row of which what lies inside the source comes out right; places far outside of it may be no numbers. */
    private void sampleInside(double startX, double startY, double stepX, double stepY, int to) {
        int shift = FINE_BITS - PART_BITS;
        // Half a part, as what follows is cut off.
        long x = Math.round(startX * FINE) + (1L << (shift - 1));
        long y = Math.round(startY * FINE) + (1L << (shift - 1));
        long across = Math.round(stepX * FINE);
        long down = Math.round(stepY * FINE);
        for (int i = 0; i < size; i++, x += across, y += down) {
            inside.place(i, (int) (x >> shift), (int) (y >> shift));
        }
        inside.take(rgb, width, height);
        int levelBits = inside.levelBits();
        int half = 1 << (levelBits - 1);
        for (int channel = 0; channel < 3; channel++) {
            inside.mix(channel, mixed);
            int first = channel * size * size + to;
            for (int i = 0; i < size; i++) {
                planes[first + i] = inputs[(mixed[i] + half) >> levelBits];
            }
        }
    }

    private void blendAtEdge(double x, double y, int to) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        float tx = (float) (x - left);
        float ty = (float) (y - top);
        for (int channel = 0; channel < 3; channel++) {
            float upper = mix(level(left, top, channel), level(left + 1, top, channel), tx);
            float lower = mix(level(left, top + 1, channel), level(left + 1, top + 1, channel), tx);
            planes[channel * size * size + to] = inputs[(int) (mix(upper, lower, ty) + 0.5f)];
        }
    }

    private int level(int x, int y, int channel) {
        return x >= 0 && y >= 0 && x < width && y < height ? rgb[3 * (y * width + x) + channel] & 0xFF : 0;
    }

    private static float mix(float from, float to, float share) {
        return from + share * (to - from);
    }
}
