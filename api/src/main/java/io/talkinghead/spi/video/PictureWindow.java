package io.talkinghead.spi.video;

import static com.google.common.base.Preconditions.checkArgument;

import org.apiguardian.api.API;

/**
 * A part of a large picture, and how much smaller it is wanted.
 *
 * @param leftPx its first column
 * @param topPx its first row
 * @param widthPx in pixels of the picture, at least {@code shrink}
 * @param heightPx in pixels of the picture, at least {@code shrink}
 * @param shrink how many pixels of the picture, across and down, become one, at least 1; columns and rows left over on the right and
 *     below are left out
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PictureWindow(int leftPx, int topPx, int widthPx, int heightPx, int shrink) {
    /** Checks the values. */
    public PictureWindow {
        checkArgument(shrink >= 1, "a window cannot be shrunk %s times", shrink);
        checkArgument(
                leftPx >= 0 && topPx >= 0 && widthPx >= shrink && heightPx >= shrink,
                "a window of %s x %s px at %s, %s is none",
                widthPx,
                heightPx,
                leftPx,
                topPx);
    }

    /** Returns the width of what is made of it. */
    public int madeWidthPx() {
        return Math.floorDiv(widthPx, shrink);
    }

    /** Returns the height of what is made of it. */
    public int madeHeightPx() {
        return Math.floorDiv(heightPx, shrink);
    }

    /** Returns the same window without the columns and rows that are left out. */
    public PictureWindow withoutRest() {
        return new PictureWindow(leftPx, topPx, madeWidthPx() * shrink, madeHeightPx() * shrink, shrink);
    }
}
