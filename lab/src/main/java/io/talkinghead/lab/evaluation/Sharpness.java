package io.talkinghead.lab.evaluation;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.image.Frame;
import java.util.OptionalDouble;

/** See {@link ImageMetrics#sharpness}. */
final class Sharpness {
    private static final GaussianWindow WINDOW = new GaussianWindow(7, 1);

    /** A window and its neighbours. */
    private static final int SMALLEST = 9;

    /** Mean square of details below what 8 bits can show. */
    private static final double NOTHING = 1e-6;

    private Sharpness() {}

    static OptionalDouble of(Frame picture, Frame truth) {
        double there = detail(truth);
        return there < NOTHING ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(detail(picture) / there));
    }

    /** Returns the mean square of the Laplacian of the softened luma, where a window and its four neighbours lie wholly inside. */
    private static double detail(Frame picture) {
        int side = Math.min(picture.widthPx(), picture.heightPx());
        checkArgument(side >= SMALLEST, "%s is smaller than the %s px that sharpness needs", picture, SMALLEST);
        int width = WINDOW.inside(picture.widthPx());
        int height = WINDOW.inside(picture.heightPx());
        double[] soft = WINDOW.blur(Luma.of(picture), picture.widthPx(), picture.heightPx());
        double sum = 0;
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int at = y * width + x;
                double laplacian = soft[at - 1] + soft[at + 1] + soft[at - width] + soft[at + width] - 4 * soft[at];
                sum += laplacian * laplacian;
            }
        }
        return sum / ((width - 2L) * (height - 2L));
    }
}
