package io.talkinghead.internal.render;

import io.talkinghead.conditioning.BilinearRow;
import io.talkinghead.conditioning.EnlargedRows;
import io.talkinghead.conditioning.Upscaling;
import io.talkinghead.image.Frame;
import java.nio.FloatBuffer;

/**
 * The photo moved at output size, with what the network changes: {@code out = photo(up(flow)) + up(change)}. Of the flow the distance
 * from rest is enlarged, so that at the border what rests stays where it is. Places are rounded to 256ths of an output pixel.
 *
 * <p><b>Threading:</b> one thread at a time; writing allocates nothing.
 */
final class MovedPicture implements OutputPicture {
    private static final int COLOURS = 3;
    private static final int FLOW = 2;
    private static final int PART_BITS = 8;
    private static final int PARTS = 1 << PART_BITS;
    private static final float HALF_WHITE = 127.5f;
    /** White made black, and more than that. */
    private static final float LARGEST_CHANGE = 4 * HALF_WHITE;

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
    private final BilinearRow photoRow;
    private final int levelBits;
    private final int[] moved;

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
        photoRow = new BilinearRow(size, PART_BITS);
        levelBits = photoRow.levelBits();
        moved = new int[size];
    }

    @Override
    public void write(Frame photo, byte[] rgb) {
        colours.begin(changes);
        ways.begin(distances);
        for (int y = 0; y < size; y++) {
            colours.row(y, colour);
            ways.row(y, way);
            placeRow(y);
            photoRow.take(photo.rgb(), size, size);
            for (int c = 0; c < COLOURS; c++) {
                photoRow.mix(c, moved);
                writeRow(rgb, COLOURS * size * y + c, c * size);
            }
        }
    }

    /** Reads changes in parts of a level. */
    private void readChange(int y, float[] to) {
        colours.read(change, y, to);
        float part = 1 << levelBits;
        for (int i = 0; i < COLOURS * side; i++) {
            to[i] = part * Math.min(LARGEST_CHANGE, Math.max(-LARGEST_CHANGE, to[i] * HALF_WHITE));
        }
    }

    /** Reads distances from rest in parts of an output pixel. */
    private void readDistance(int y, float[] to) {
        ways.read(flow, y, to);
        float pixel = (float) side / flowSide;
        float parts = (float) PARTS * size / side;
        for (int x = 0; x < flowSide; x++) {
            to[x] = (to[x] - (x + 0.5f) * pixel) * parts;
            to[flowSide + x] = (to[flowSide + x] - (y + 0.5f) * pixel) * parts;
        }
    }

    private void placeRow(int y) {
        // Half a part, as what follows is cut off.
        float restX = 0.5f;
        float restY = PARTS * y + 0.5f;
        for (int x = 0; x < size; x++, restX += PARTS) {
            photoRow.place(x, (int) (restX + way[x]), (int) (restY + way[size + x]));
        }
    }

    private void writeRow(byte[] rgb, int first, int change) {
        int half = 1 << (levelBits - 1);
        for (int x = 0, at = first; x < size; x++, at += COLOURS) {
            int level = (moved[x] + (int) colour[change + x] + half) >> levelBits;
            rgb[at] = OutputPicture.level(level);
        }
    }
}
