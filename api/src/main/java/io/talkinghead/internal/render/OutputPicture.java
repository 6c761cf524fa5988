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

    /** Keeps a level within black and white. */
    static byte level(int level) {
        // Nearly all are inside: a branch costs less than two comparisons.
        if ((level & ~0xFF) != 0) {
            return level < 0 ? 0 : (byte) 0xFF;
        }
        return (byte) level;
    }
}
