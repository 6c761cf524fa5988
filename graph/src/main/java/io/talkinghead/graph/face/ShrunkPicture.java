package io.talkinghead.graph.face;

import io.talkinghead.image.Frame;
import java.util.Arrays;

/**
 * A picture shrunk a whole number of times before it is sampled, so that fine detail does not alias: every pixel is the mean of
 * the area it covers, rounded to 8 bits. A side that the factor does not divide is rounded down, and the picture is squeezed
 * into it rather than cut off.
 *
 * <p><b>Threading:</b> one thread at a time; memory is kept for the next picture.
 */
final class ShrunkPicture {
    private final AreaTaps columns = new AreaTaps();
    private final AreaTaps rows = new AreaTaps();
    private byte[] rgb = new byte[0];
    private float[] sums = new float[0];
    private int width;
    private int height;

    /**
     * Shrinks a part of a picture; the other pixels keep what was there.
     *
     * @param factor at least 1
     * @param left the part's first column in shrunk pixels; columns and rows outside the picture are passed over
     * @param top the part's first row
     * @param right the column after its last
     * @param bottom the row after its last
     */
    void shrink(Frame picture, int factor, int left, int top, int right, int bottom) {
        width = Math.max(1, picture.widthPx() / factor);
        height = Math.max(1, picture.heightPx() / factor);
        columns.lay(picture.widthPx(), width);
        rows.lay(picture.heightPx(), height);
        if (rgb.length < 3 * width * height) {
            rgb = new byte[3 * width * height];
        }
        if (sums.length < 3 * width) {
            sums = new float[3 * width];
        }
        int first = Math.max(0, left);
        int end = Math.min(width, right);
        for (int row = Math.max(0, top); row < Math.min(height, bottom) && first < end; row++) {
            Arrays.fill(sums, 3 * first, 3 * end, 0);
            for (int tap = rows.start(row); tap < rows.start(row + 1); tap++) {
                addRow(picture, rows.source(tap), rows.weight(tap), first, end);
            }
            for (int i = 3 * first, to = 3 * (row * width + first); i < 3 * end; i++, to++) {
                rgb[to] = (byte) Math.rint(sums[i]);
            }
        }
    }

    private void addRow(Frame picture, int y, float rowWeight, int first, int end) {
        byte[] source = picture.rgb();
        int row = 3 * y * picture.widthPx();
        for (int x = first; x < end; x++) {
            float red = 0;
            float green = 0;
            float blue = 0;
            for (int tap = columns.start(x); tap < columns.start(x + 1); tap++) {
                int at = row + 3 * columns.source(tap);
                float weight = columns.weight(tap);
                red += weight * (source[at] & 0xFF);
                green += weight * (source[at + 1] & 0xFF);
                blue += weight * (source[at + 2] & 0xFF);
            }
            sums[3 * x] += rowWeight * red;
            sums[3 * x + 1] += rowWeight * green;
            sums[3 * x + 2] += rowWeight * blue;
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Returns the pixels, interleaved, rows of {@link #width()} pixels from the top. */
    byte[] rgb() {
        return rgb;
    }
}
