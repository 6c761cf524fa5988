package io.talkinghead.image;

import static com.google.common.base.Preconditions.checkArgument;

import org.apiguardian.api.API;

/**
 * A square region of a picture, possibly reaching beyond its edges, where the nearest edge pixel is repeated.
 *
 * @param left the left edge in continuous pixels (pixel centres at +0.5)
 * @param top the top edge
 * @param side the side, positive
 */
@API(status = API.Status.STABLE, since = "0.1")
public record SquareCrop(double left, double top, double side) {
    /**
     * Returns the whole of a square picture.
     *
     * @throws IllegalArgumentException when it is not square
     */
    public static SquareCrop whole(Frame picture) {
        checkArgument(picture.widthPx() == picture.heightPx(), "%s is not square", picture);
        return new SquareCrop(0, 0, picture.widthPx());
    }

    /** Returns the factor from picture pixels to the pixels of a crop of {@code sizePx}. */
    public double scaleTo(int sizePx) {
        return sizePx / side;
    }
}
