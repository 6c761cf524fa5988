package io.talkinghead.image;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The bytes of a WebP file for a reader that takes what lies beyond their end for zeros, and needs an exception for each pixel to find
 * that out: a picture cut off in the middle of its data would be half invented, and take seconds.
 */
final class WebpInput extends MemoryCacheImageInputStream {
    /** The reader looks ahead by fewer, so that a whole file never ends under it. The file's header has the true length. */
    private static final int AHEAD_BYTES = 16;

    private static final int MAX_ENDS = 64;

    private int ends;

    WebpInput(byte[] file) {
        super(new ByteArrayInputStream(Arrays.copyOf(file, file.length + AHEAD_BYTES)));
    }

    @Override
    public byte readByte() throws IOException {
        try {
            return super.readByte();
        } catch (EOFException e) {
            ends++;
            if (ends > MAX_ENDS) {
                throw new IOException("its data end before its picture does", e);
            }
            throw e;
        }
    }
}
