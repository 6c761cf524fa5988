package io.talkinghead.graph.face;

import io.talkinghead.face.FaceRegion;
import io.talkinghead.image.Frame;
import java.nio.FloatBuffer;

/**
 * Cuts a rotated square out of a picture as a network's input, black outside the picture.
 *
 * <p>Values are rounded to 8 bits before and after interpolation, as in the pictures the reference landmarks were made from:
 * near the detector's threshold a face more or less hangs on it.
 */
final class RegionSampler {
    private final int size;
    private final float black;
    private final float white;
    private final float[] planes;
    private int originX;
    private int originY;

    /** For inputs of {@code size x size} whose values run from {@code black} to {@code white}. */
    RegionSampler(int size, float black, float white) {
        this.size = size;
        this.black = black;
        this.white = white;
        planes = new float[3 * size * size];
    }

    /**
     * Fills the input.
     *
     * @param originX where averaged blocks of pixels start to be counted from, in whole pixels of the picture
     * @param originY the same, vertically
     */
    void sample(Frame picture, FaceRegion region, int originX, int originY, FloatBuffer input) {
        this.originX = originX;
        this.originY = originY;
        double perPixel = region.side() / size;
        // Above twice the size, blocks of pixels are averaged first, or fine detail would alias.
        int block = 1;
        while (perPixel / block > 2) {
            block *= 2;
        }
        double cos = Math.cos(region.angle()) * perPixel;
        double sin = Math.sin(region.angle()) * perPixel;
        for (int y = 0; y < size; y++) {
            double v = y + 0.5 - size / 2.0;
            for (int x = 0; x < size; x++) {
                double u = x + 0.5 - size / 2.0;
                double sourceX = region.centerX() + cos * u - sin * v;
                double sourceY = region.centerY() + sin * u + cos * v;
                sample(
                        picture,
                        block,
                        (sourceX - originX) / block - 0.5,
                        (sourceY - originY) / block - 0.5,
                        y * size + x);
            }
        }
        input.put(0, planes);
    }

    /** Bilinear between four blocks; positions are block indices. */
    private void sample(Frame picture, int block, double x, double y, int to) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        float tx = (float) (x - left);
        float ty = (float) (y - top);
        int plane = size * size;
        planes[to] = 0;
        planes[plane + to] = 0;
        planes[2 * plane + to] = 0;
        add(picture, block, left, top, (1 - tx) * (1 - ty), to);
        add(picture, block, left + 1, top, tx * (1 - ty), to);
        add(picture, block, left, top + 1, (1 - tx) * ty, to);
        add(picture, block, left + 1, top + 1, tx * ty, to);
        for (int channel = 0; channel < 3; channel++, to += plane) {
            planes[to] = black + (white - black) * Math.round(planes[to]) / 255f;
        }
    }

    private void add(Frame picture, int block, int column, int row, float weight, int to) {
        int fromX = Math.max(0, originX + column * block);
        int toX = Math.min(picture.widthPx(), originX + (column + 1) * block);
        int fromY = Math.max(0, originY + row * block);
        int toY = Math.min(picture.heightPx(), originY + (row + 1) * block);
        if (fromX >= toX || fromY >= toY) {
            return;
        }
        byte[] rgb = picture.rgb();
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int y = fromY; y < toY; y++) {
            int at = 3 * (y * picture.widthPx() + fromX);
            for (int x = fromX; x < toX; x++, at += 3) {
                red += rgb[at] & 0xFF;
                green += rgb[at + 1] & 0xFF;
                blue += rgb[at + 2] & 0xFF;
            }
        }
        int plane = size * size;
        planes[to] += weight * mean(red, block);
        planes[plane + to] += weight * mean(green, block);
        planes[2 * plane + to] += weight * mean(blue, block);
    }

    private static int mean(int sum, int block) {
        int pixels = block * block;
        return (sum + pixels / 2) / pixels;
    }
}
