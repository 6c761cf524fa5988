package io.talkinghead.internal.render;

import io.talkinghead.conditioning.EnlargedRows;
import io.talkinghead.conditioning.Upscaling;
import io.talkinghead.image.Frame;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * The photo moved at output size, with what the network changes: {@code out = photo(up(flow)) + up(change)}. Of the flow the distance
 * from rest is enlarged, so that at the border what rests stays where it is.
 *
 * <p>Places are rounded to 256ths of an output pixel, so that colours are mixed in whole numbers: two pixels beside each other are one
 * read, and red and blue one product.
 *
 * <p><b>Threading:</b> one thread at a time; writing allocates nothing.
 */
final class MovedPicture implements OutputPicture {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int COLOURS = 3;
    private static final int COLOUR_BITS = 24;
    private static final int FLOW = 2;
    private static final int PART_BITS = 8;
    private static final int PARTS = 1 << PART_BITS;
    /** Bytes of a read that are not two pixels: they come before, as nothing lies behind the last pixel. */
    private static final int SPARE = Long.BYTES - 2 * COLOURS;

    private final FloatBuffer flow;
    private final FloatBuffer change;
    private final int size;
    private final int side;
    private final int flowSide;
    private final EnlargedRows colours;
    private final EnlargedRows ways;
    private final EnlargedRows.Source changes = this::readChange;
    private final EnlargedRows.Source distances = this::readDistance;
    private final float[] colour;
    private final float[] way;

    /**
     * For a network's output.
     *
     * @param flowSide F
     * @param flow 2 x F x F: where pixels come from, in continuous pixels of the network's crop
     * @param change 3 x R x R, 2 being the distance of black and white
     */
    MovedPicture(Upscaling upscaling, int flowSide, FloatBuffer flow, FloatBuffer change) {
        this.flow = flow;
        this.change = change;
        this.flowSide = flowSide;
        size = upscaling.outputPx();
        side = upscaling.resolution();
        colours = upscaling.ofPixels(COLOURS);
        ways = new Upscaling(size, flowSide).ofPixels(FLOW);
        colour = new float[COLOURS * size];
        way = new float[FLOW * size];
    }

    @Override
    public void write(Frame photo, byte[] rgb) {
        colours.begin(changes);
        ways.begin(distances);
        for (int y = 0; y < size; y++) {
            colours.row(y, colour);
            ways.row(y, way);
            writeRow(photo.rgb(), rgb, y);
        }
    }

    private void readChange(int y, float[] to) {
        colours.read(change, y, to);
        for (int i = 0; i < COLOURS * side; i++) {
            to[i] *= 127.5f;
        }
    }

    private void readDistance(int y, float[] to) {
        ways.read(flow, y, to);
        float pixel = (float) side / flowSide;
        for (int x = 0; x < flowSide; x++) {
            to[x] -= (x + 0.5f) * pixel;
            to[flowSide + x] -= (y + 0.5f) * pixel;
        }
    }

    private void writeRow(byte[] photo, byte[] rgb, int y) {
        float scale = (float) PARTS * size / side;
        // Half a part, as what follows is cut off.
        float restX = 0.5f;
        float restY = PARTS * y + 0.5f;
        int at = COLOURS * size * y;
        for (int x = 0; x < size; x++, at += COLOURS, restX += PARTS) {
            int fromX = inside(restX + way[x] * scale);
            int fromY = inside(restY + way[size + x] * scale);
            // So that a pixel to the right and one below are always there.
            int left = Math.min(size - 2, fromX >> PART_BITS);
            int top = Math.min(size - 2, fromY >> PART_BITS);
            int corner = COLOURS * (top * size + left);
            int before = Math.min(corner, SPARE);
            long upper = (long) LONGS.get(photo, corner - before) >>> (Byte.SIZE * before);
            long lower = (long) LONGS.get(photo, corner + COLOURS * size - SPARE) >>> (Byte.SIZE * SPARE);
            int right = fromX - PARTS * left;
            int below = fromY - PARTS * top;
            int both = right * below;
            int onlyBelow = PARTS * below - both;
            int onlyRight = PARTS * right - both;
            int neither = PARTS * PARTS - PARTS * right - onlyBelow;
            long redAndBlue = neither * redAndBlue(upper)
                    + onlyRight * redAndBlue(upper >>> COLOUR_BITS)
                    + onlyBelow * redAndBlue(lower)
                    + both * redAndBlue(lower >>> COLOUR_BITS);
            int green = neither * green(upper)
                    + onlyRight * green(upper >>> COLOUR_BITS)
                    + onlyBelow * green(lower)
                    + both * green(lower >>> COLOUR_BITS);
            rgb[at] = level(colour[x], (int) redAndBlue);
            rgb[at + 1] = level(colour[size + x], green);
            rgb[at + 2] = level(colour[2 * size + x], (int) (redAndBlue >>> Integer.SIZE));
        }
    }

    /** Keeps a place, in parts, inside the photo. */
    private int inside(float place) {
        return Math.min(PARTS * (size - 1), Math.max(0, (int) place));
    }

    /** Returns red in the lower half and blue in the upper. */
    private static long redAndBlue(long pixel) {
        return (pixel & 0xFF) | (pixel & 0xFF0000) << (Integer.SIZE - 2 * Byte.SIZE);
    }

    private static int green(long pixel) {
        return (int) (pixel >>> Byte.SIZE) & 0xFF;
    }

    private static byte level(float change, int mixed) {
        return OutputPicture.level(change + mixed * (1f / (PARTS * PARTS)));
    }
}
