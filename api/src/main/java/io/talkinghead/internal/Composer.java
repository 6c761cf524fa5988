package io.talkinghead.internal;

import io.talkinghead.face.WarpGrid;
import io.talkinghead.image.Frame;
import java.nio.FloatBuffer;

/**
 * Makes the output picture from the network's: {@code out = up(image) + gain * (warped photo - up(warped photo at network
 * size))}. The photo's fine detail, which the network never sees, comes back where the network kept the photo.
 *
 * <p>The gain is 1 where the network's mask is at least one half and falls to 0 with it, so that detail of the photo does
 * not shine through what the network painted itself, such as an opened mouth.
 *
 * <p><b>Threading:</b> one thread at a time; composing allocates nothing.
 */
final class Composer {
    private static final int PLANES = 4;

    private final Upscaling upscaling;
    private final float[] low;
    private final float[] lowRow;
    private final float[] lineX = new float[WarpGrid.NODES];
    private final float[] lineY = new float[WarpGrid.NODES];
    private final float[] place = new float[2];

    Composer(Upscaling upscaling) {
        this.upscaling = upscaling;
        low = new float[PLANES * upscaling.resolution * upscaling.resolution];
        lowRow = new float[PLANES * upscaling.resolution];
    }

    /** Composes a guided picture. */
    void compose(FloatBuffer image, FloatBuffer mask, float[] warped, WarpGrid grid, Frame photo, byte[] rgb) {
        int plane = upscaling.resolution * upscaling.resolution;
        image.get(0, low, 0, 3 * plane);
        mask.get(0, low, 3 * plane, plane);
        for (int i = 0; i < plane; i++) {
            float gain = Math.min(1, 2 * low[3 * plane + i]);
            low[3 * plane + i] = gain;
            for (int channel = 0; channel < 3; channel++) {
                int at = channel * plane + i;
                low[at] = 127.5f * (low[at] + 1 - gain * (warped[at] + 1));
            }
        }
        byte[] source = photo.rgb();
        for (int y = 0; y < upscaling.outputPx; y++) {
            interpolateRow(y);
            grid.line(upscaling.position(y), lineX, lineY);
            composeRow(source, grid, rgb, y);
        }
    }

    /** Enlarges the picture of a network that sees no photo. */
    void enlarge(FloatBuffer image, byte[] rgb) {
        int plane = upscaling.resolution * upscaling.resolution;
        image.get(0, low, 0, 3 * plane);
        for (int i = 0; i < 3 * plane; i++) {
            low[i] = 127.5f * (low[i] + 1);
        }
        for (int y = 0; y < upscaling.outputPx; y++) {
            interpolateRow(y);
            enlargeRow(rgb, y);
        }
    }

    private void interpolateRow(int y) {
        int resolution = upscaling.resolution;
        int plane = resolution * resolution;
        float t = upscaling.pixelOffset[y];
        int above = upscaling.pixel[y] * resolution;
        for (int p = 0; p < PLANES; p++) {
            int from = p * plane + above;
            int to = p * resolution;
            for (int x = 0; x < resolution; x++) {
                lowRow[to + x] = low[from + x] + t * (low[from + resolution + x] - low[from + x]);
            }
        }
    }

    /** Writes a row of the enlarged picture alone. */
    private void enlargeRow(byte[] rgb, int y) {
        int resolution = upscaling.resolution;
        int at = 3 * upscaling.outputPx * y;
        for (int x = 0; x < upscaling.outputPx; x++, at += 3) {
            int left = upscaling.pixel[x];
            float t = upscaling.pixelOffset[x];
            rgb[at] = toByte(between(lowRow, left, t));
            rgb[at + 1] = toByte(between(lowRow, left + resolution, t));
            rgb[at + 2] = toByte(between(lowRow, left + 2 * resolution, t));
        }
    }

    private void composeRow(byte[] source, WarpGrid grid, byte[] rgb, int y) {
        int size = upscaling.outputPx;
        int resolution = upscaling.resolution;
        float scale = (float) size / resolution;
        float shift = (scale - 1) / 2;
        int at = 3 * size * y;
        boolean eyes = grid.reachesEyes(upscaling.position(y));
        for (int x = 0; x < size; x++, at += 3) {
            int column = upscaling.node[x];
            float offset = upscaling.nodeOffset[x];
            boolean lid = eyes && grid.inEye(upscaling.position(x), upscaling.position(y), place);
            float fromX = inside((lid ? place[0] : between(lineX, column, offset)) * scale + shift, size);
            float fromY = inside((lid ? place[1] : between(lineY, column, offset)) * scale + shift, size);
            int left = Math.min(size - 2, (int) fromX);
            int top = Math.min(size - 2, (int) fromY);
            float tx = fromX - left;
            float ty = fromY - top;
            int corner = 3 * (top * size + left);
            int low = upscaling.pixel[x];
            float t = upscaling.pixelOffset[x];
            float gain = between(lowRow, low + 3 * resolution, t);
            for (int channel = 0; channel < 3; channel++, corner++, low += resolution) {
                int lower = corner + 3 * size;
                float a = source[corner] & 0xFF;
                float b = source[corner + 3] & 0xFF;
                float c = source[lower] & 0xFF;
                float d = source[lower + 3] & 0xFF;
                float upper = a + tx * (b - a);
                float photo = upper + ty * (c + tx * (d - c) - upper);
                rgb[at + channel] = toByte(between(lowRow, low, t) + gain * photo);
            }
        }
    }

    private static float between(float[] line, int left, float t) {
        return line[left] + t * (line[left + 1] - line[left]);
    }

    /** Comparisons are faster here than {@link Math#min} and {@link Math#max}, which mind signed zeros. */
    private static float inside(float position, int size) {
        if (position >= size - 1) {
            return size - 1;
        }
        return position > 0 ? position : 0;
    }

    private static byte toByte(float value) {
        // A NaN becomes 0 here, as in every float-to-int conversion of the language.
        return (byte) Math.min(255, Math.max(0, (int) (value + 0.5f)));
    }
}
