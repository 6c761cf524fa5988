package io.talkinghead.image;

import java.nio.file.Path;

/** Reads and writes picture files. */
public final class ImageFiles {
    private ImageFiles() {}

    /** Reads a PNG or JPEG file. */
    public static Frame read(Path file) {
        throw new UnsupportedOperationException(file.toString());
    }

    /** Writes a PNG or JPEG file, chosen by the extension. */
    public static void write(Path file, Frame frame) {
        throw new UnsupportedOperationException(file.toString() + frame);
    }
}
