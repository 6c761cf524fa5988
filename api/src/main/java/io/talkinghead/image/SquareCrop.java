package io.talkinghead.image;

/**
 * A square region of a picture, possibly reaching beyond its edges, where the nearest edge pixel is repeated.
 *
 * @param left the left edge in continuous pixels (pixel centres at +0.5)
 * @param top the top edge
 * @param side the side, positive
 */
public record SquareCrop(double left, double top, double side) {
    /** Returns the factor from picture pixels to the pixels of a crop of {@code sizePx}. */
    public double scaleTo(int sizePx) {
        return sizePx / side;
    }
}
