package io.talkinghead.lab.evaluation;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.image.Frame;

/** Weights of a square window of pixels that fall off from its middle as a normal distribution, and sum to 1. */
final class GaussianWindow {
    private final int side;
    private final double[] kernel;

    /** Makes a window of an odd side and a standard deviation in pixels. */
    GaussianWindow(int side, double sigma) {
        this.side = side;
        kernel = new double[side];
        double sum = 0;
        for (int i = 0; i < side; i++) {
            double distance = i - side / 2;
            kernel[i] = Math.exp(-distance * distance / (2 * sigma * sigma));
            sum += kernel[i];
        }
        for (int i = 0; i < side; i++) {
            kernel[i] /= sum;
        }
    }

    /** Refuses a picture into which no window fits. */
    void checkFits(Frame picture) {
        checkArgument(
                picture.widthPx() >= side && picture.heightPx() >= side,
                "%s is smaller than the window of %s px",
                picture,
                side);
    }

    /** Returns how many windows lie wholly inside, one beside the other. */
    int inside(int length) {
        return length - side + 1;
    }

    /** Returns the mean of every window that lies wholly inside, row by row. */
    double[] blur(double[] values, int width, int height) {
        int outWidth = inside(width);
        int outHeight = inside(height);
        double[] rows = new double[outWidth * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < outWidth; x++) {
                double sum = 0;
                for (int k = 0; k < side; k++) {
                    sum += kernel[k] * values[y * width + x + k];
                }
                rows[y * outWidth + x] = sum;
            }
        }
        double[] out = new double[outWidth * outHeight];
        for (int y = 0; y < outHeight; y++) {
            for (int x = 0; x < outWidth; x++) {
                double sum = 0;
                for (int k = 0; k < side; k++) {
                    sum += kernel[k] * rows[(y + k) * outWidth + x];
                }
                out[y * outWidth + x] = sum;
            }
        }
        return out;
    }
}
