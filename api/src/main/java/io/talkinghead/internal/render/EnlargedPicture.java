package io.talkinghead.internal.render;

import io.talkinghead.conditioning.EnlargedRows;
import io.talkinghead.conditioning.Upscaling;
import io.talkinghead.image.Frame;
import java.nio.FloatBuffer;

/**
 * The picture of a network that sees no photo, enlarged.
 *
 * <p><b>Threading:</b> one thread at a time; writing allocates nothing.
 */
final class EnlargedPicture implements OutputPicture {
    private static final int COLOURS = 3;

    private final FloatBuffer image;
    private final int size;
    private final int side;
    private final EnlargedRows colours;
    private final EnlargedRows.Source source = this::readRow;
    private final float[] row;

    /** For a network's picture, 3 x R x R in [-1, 1]. */
    EnlargedPicture(Upscaling upscaling, FloatBuffer image) {
        this.image = image;
        size = upscaling.outputPx();
        side = upscaling.resolution();
        colours = upscaling.ofPixels(COLOURS);
        row = new float[COLOURS * size];
    }

    @Override
    public void write(Frame photo, byte[] rgb) {
        colours.begin(source);
        for (int y = 0; y < size; y++) {
            colours.row(y, row);
            for (int x = 0, at = COLOURS * size * y; x < size; x++, at += COLOURS) {
                rgb[at] = OutputPicture.level((int) row[x]);
                rgb[at + 1] = OutputPicture.level((int) row[size + x]);
                rgb[at + 2] = OutputPicture.level((int) row[2 * size + x]);
            }
        }
    }

    private void readRow(int y, float[] to) {
        colours.read(image, y, to);
        for (int i = 0; i < COLOURS * side; i++) {
            // Half a level, as what follows is cut off.
            to[i] = 127.5f * (to[i] + 1) + 0.5f;
        }
    }
}
