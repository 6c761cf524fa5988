package io.talkinghead.image;

/** Resizes and crops pictures in high quality. */
public final class Resampler {
    private Resampler() {}

    /** Resizes a picture. */
    public static Frame resize(Frame source, int widthPx, int heightPx) {
        throw new UnsupportedOperationException(source + "" + widthPx + heightPx);
    }

    /** Cuts a square out of a picture, repeating edge pixels outside, and resizes it. */
    public static Frame crop(Frame source, SquareCrop crop, int sizePx) {
        throw new UnsupportedOperationException(source + "" + crop + sizePx);
    }
}
