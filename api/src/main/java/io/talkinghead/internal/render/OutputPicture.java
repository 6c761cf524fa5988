package io.talkinghead.internal.render;

import io.talkinghead.image.Frame;

/** How what the network gives at its own size becomes the output picture. */
interface OutputPicture {
    /**
     * Writes the output.
     *
     * @param photo that guides it, at output size
     * @param rgb receives the output
     */
    void write(Frame photo, byte[] rgb);

    /** Rounds a level; a NaN becomes 0, as in every float-to-int conversion of the language. */
    static byte level(float value) {
        int rounded = (int) (value + 0.5f);
        // Nearly all are inside: a branch costs less than two comparisons.
        if ((rounded & ~0xFF) != 0) {
            return rounded < 0 ? 0 : (byte) 0xFF;
        }
        return (byte) rounded;
    }
}
