package io.talkinghead.image;

import org.apiguardian.api.API;

/**
 * An upright rectangle in continuous pixel coordinates: origin at the top-left corner of the top-left pixel, pixel
 * centres at +0.5.
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Box(double x, double y, double width, double height) {
    /** Returns the horizontal centre. */
    public double centerX() {
        return x + width / 2;
    }

    /** Returns the vertical centre. */
    public double centerY() {
        return y + height / 2;
    }

    /** Returns the area in square pixels. */
    public double area() {
        return width * height;
    }
}
