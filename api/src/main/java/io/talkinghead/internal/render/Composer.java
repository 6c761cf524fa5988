package io.talkinghead.internal.render;

import io.talkinghead.conditioning.EnlargedRows;
import io.talkinghead.conditioning.Upscaling;
import io.talkinghead.image.Frame;
import java.nio.FloatBuffer;

/**
 * Makes the output picture of what the network gives at its own size.
 *
 * <p><b>Threading:</b> one thread at a time; composing allocates nothing.
 */
final class Composer {
    private static final int COLOURS = 3;
    private static final int FLOW = 2;

    private final Upscaling upscaling;
    private final int side;
    private final int plane;
    private final int flowSide;
    private final EnlargedRows colours;
    private final EnlargedRows ways;
    private final float[] row;
    private final float[] way;
    // Made once, so that composing allocates nothing; what they read is set before each picture.
    private final EnlargedRows.Source changed = this::changedRow;
    private final EnlargedRows.Source moved = this::movedRow;
    private final EnlargedRows.Source painted = this::paintedRow;
    private FloatBuffer image = FloatBuffer.allocate(0);
    private FloatBuffer flow = FloatBuffer.allocate(0);

    private Composer(Upscaling upscaling, int flowSide, EnlargedRows ways) {
        this.upscaling = upscaling;
        side = upscaling.resolution();
        plane = side * side;
        this.flowSide = flowSide;
        colours = upscaling.ofPixels(COLOURS);
        this.ways = ways;
        row = new float[COLOURS * upscaling.outputPx()];
        way = new float[FLOW * upscaling.outputPx()];
    }

    /** Makes one for pictures that are only enlarged: {@link #enlarge}. */
    static Composer ofPictures(Upscaling upscaling) {
        return new Composer(upscaling, 0, upscaling.ofPixels(0));
    }

    /** Makes one for a photo that is moved by a flow of a side of its own: {@link #move}. */
    static Composer ofMotions(Upscaling upscaling, int flowSide) {
        return new Composer(upscaling, flowSide, new Upscaling(upscaling.outputPx(), flowSide).ofPixels(FLOW));
    }

    /**
     * Moves the photo at output size and adds what the network changes: {@code out = photo(up(flow)) + up(change)}. Of the flow the
     * distance from rest is enlarged, so that at the border what rests stays where it is.
     *
     * @param flow where the pixels of its side come from, in continuous pixels of the network's crop
     * @param photo at output size
     * @param rgb receives the output
     */
    void move(FloatBuffer flow, FloatBuffer change, Frame photo, byte[] rgb) {
        image = change;
        this.flow = flow;
        colours.begin(changed);
        ways.begin(moved);
        for (int y = 0; y < upscaling.outputPx(); y++) {
            colours.row(y, row);
            ways.row(y, way);
            moveRow(photo.rgb(), rgb, y);
        }
    }

    private void changedRow(int y, float[] to) {
        for (int channel = 0; channel < 3; channel++) {
            image.get(channel * plane + y * side, to, channel * side, side);
        }
        for (int x = 0; x < 3 * side; x++) {
            to[x] *= 127.5f;
        }
    }

    private void movedRow(int y, float[] to) {
        int from = y * flowSide;
        flow.get(from, to, 0, flowSide);
        flow.get(flowSide * flowSide + from, to, flowSide, flowSide);
        float pixel = (float) side / flowSide;
        for (int x = 0; x < flowSide; x++) {
            to[x] -= (x + 0.5f) * pixel;
            to[flowSide + x] -= (y + 0.5f) * pixel;
        }
    }

    private void moveRow(byte[] photo, byte[] rgb, int y) {
        int size = upscaling.outputPx();
        float scale = (float) size / upscaling.resolution();
        // So that a pixel to the right and one below are always there.
        float last = Math.nextDown(size - 1f);
        int at = 3 * size * y;
        for (int x = 0; x < size; x++, at += 3) {
            float fromX = inside(x + way[x] * scale, last);
            float fromY = inside(y + way[size + x] * scale, last);
            int left = (int) fromX;
            int top = (int) fromY;
            float tx = fromX - left;
            float ty = fromY - top;
            int corner = 3 * (top * size + left);
            rgb[at] = toByte(row[x] + sample(photo, corner, size, tx, ty));
            rgb[at + 1] = toByte(row[size + x] + sample(photo, corner + 1, size, tx, ty));
            rgb[at + 2] = toByte(row[2 * size + x] + sample(photo, corner + 2, size, tx, ty));
        }
    }

    /** Enlarges the picture of a network that sees no photo. */
    void enlarge(FloatBuffer image, byte[] rgb) {
        this.image = image;
        colours.begin(painted);
        int size = upscaling.outputPx();
        for (int y = 0; y < size; y++) {
            colours.row(y, row);
            for (int x = 0, at = 3 * size * y; x < size; x++, at += 3) {
                rgb[at] = toByte(row[x]);
                rgb[at + 1] = toByte(row[size + x]);
                rgb[at + 2] = toByte(row[2 * size + x]);
            }
        }
    }

    private void paintedRow(int y, float[] to) {
        for (int channel = 0; channel < 3; channel++) {
            image.get(channel * plane + y * side, to, channel * side, side);
        }
        for (int x = 0; x < 3 * side; x++) {
            to[x] = 127.5f * (to[x] + 1);
        }
    }

    private static float sample(byte[] photo, int corner, int size, float tx, float ty) {
        int lower = corner + 3 * size;
        float a = photo[corner] & 0xFF;
        float b = photo[corner + 3] & 0xFF;
        float c = photo[lower] & 0xFF;
        float d = photo[lower + 3] & 0xFF;
        float above = a + tx * (b - a);
        return above + ty * (c + tx * (d - c) - above);
    }

    /** Comparisons are faster here than {@link Math#min} and {@link Math#max}, which mind signed zeros. */
    private static float inside(float position, float last) {
        if (position >= last) {
            return last;
        }
        return position > 0 ? position : 0;
    }

    private static byte toByte(float value) {
        // A NaN becomes 0 here, as in every float-to-int conversion of the language.
        return (byte) Math.min(255, Math.max(0, (int) (value + 0.5f)));
    }
}
