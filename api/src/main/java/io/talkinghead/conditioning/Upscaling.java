package io.talkinghead.conditioning;

/**
 * The geometry between the pixels of an output of N x N and those of a network of R x R, computed once: for every output
 * column the network's pixel and the place in it.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class Upscaling {
    private final int outputPx;
    private final int resolution;
    private final int[] pixel;
    private final float[] pixelOffset;

    /** Computes the geometry from R to N pixels a side. */
    public Upscaling(int outputPx, int resolution) {
        this.outputPx = outputPx;
        this.resolution = resolution;
        pixel = new int[outputPx];
        pixelOffset = new float[outputPx];
        for (int i = 0; i < outputPx; i++) {
            double position = position(i);
            double inside = Math.min(resolution - 1.0, Math.max(0, position));
            pixel[i] = (int) Math.min(resolution - 2.0, inside);
            pixelOffset[i] = (float) (inside - pixel[i]);
        }
    }

    /** Returns N. */
    public int outputPx() {
        return outputPx;
    }

    /** Returns R. */
    public int resolution() {
        return resolution;
    }

    /** Returns the first of the two neighbouring pixels of the network between which output column {@code i} lies. */
    public int pixel(int i) {
        return pixel[i];
    }

    /** Returns how far output column {@code i} lies behind that pixel, from 0 to 1. */
    public float offset(int i) {
        return pixelOffset[i];
    }

    /** Returns the rows of maps with a value for each pixel of the network, enlarged. */
    public EnlargedRows ofPixels(int planes) {
        return new EnlargedRows(planes, resolution, pixel, pixelOffset);
    }

    /** Returns where output pixel {@code i}'s centre lies in the network's pixel indices. */
    private double position(int i) {
        return (i + 0.5) * resolution / outputPx - 0.5;
    }
}
