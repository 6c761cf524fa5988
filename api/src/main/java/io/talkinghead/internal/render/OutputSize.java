package io.talkinghead.internal.render;

import io.talkinghead.image.Frame;
import io.talkinghead.image.SquareCrop;
import io.talkinghead.person.ReferencePhoto;

/**
 * How large rendered pictures are: as asked for, or as large as the photo is, within limits. Sides that nobody asked for are even, as
 * video codecs want them.
 */
final class OutputSize {
    /** Less is too small to look at; what is added is no detail. */
    private static final int LEAST_PX = 512;

    private static final int MOST_CROP_PX = 1024;
    private static final int MOST_PHOTO_PX = 4096;

    private OutputSize() {}

    /** Returns the side of a crop; a {@code sizePx} of 0 means that it follows the photo. */
    static int ofCrop(SquareCrop crop, int sizePx) {
        if (sizePx > 0) {
            return sizePx;
        }
        int own = (int) Math.round(Math.min(MOST_CROP_PX, Math.max(LEAST_PX, crop.side())));
        return own + own % 2;
    }

    /** Returns the full photo at output size; a {@code sizePx} of 0 means at its own, its shorter side enlarged where it is small. */
    static ReferencePhoto ofPhoto(ReferencePhoto photo, int sizePx) {
        Frame picture = photo.picture();
        double longer = Math.max(picture.widthPx(), picture.heightPx());
        double shorter = Math.min(picture.widthPx(), picture.heightPx());
        double scale = sizePx > 0 ? sizePx / longer : Math.max(1, Math.min(LEAST_PX / shorter, MOST_PHOTO_PX / longer));
        ReferencePhoto scaled = scale == 1 ? photo : photo.scaled(scale);
        Frame trimmed = trimmed(scaled.picture(), sizePx);
        return trimmed == scaled.picture() ? scaled : new ReferencePhoto(trimmed, scaled.landmarks(), scaled.crop());
    }

    /** Leaves out the last column and row where they make a side odd that was not asked for. */
    private static Frame trimmed(Frame picture, int sizePx) {
        int width = even(picture.widthPx(), sizePx);
        int height = even(picture.heightPx(), sizePx);
        if (width == picture.widthPx() && height == picture.heightPx()) {
            return picture;
        }
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(picture.rgb(), 3 * y * picture.widthPx(), rgb, 3 * y * width, 3 * width);
        }
        return Frame.of(width, height, rgb);
    }

    private static int even(int side, int sizePx) {
        return side == sizePx || side < 2 ? side : side - side % 2;
    }
}
