package io.talkinghead.lab.evaluation;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.image.Frame;
import java.util.OptionalDouble;
import org.apiguardian.api.API;

/** How much one picture differs from another of the same size, pixel by pixel. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ImageMetrics {
    /** What {@link #psnr} gives for equal pictures, whose true value is infinite. */
    public static final double MAX_PSNR = 100;

    private static final double PEAK = 255;

    private ImageMetrics() {}

    /**
     * Returns the mean absolute difference over all pixels and colours, 0 to 255.
     *
     * @throws IllegalArgumentException when the sizes differ
     */
    public static double l1(Frame first, Frame second) {
        checkSizes(first, second);
        byte[] a = first.rgb();
        byte[] b = second.rgb();
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((a[i] & 0xFF) - (b[i] & 0xFF));
        }
        return (double) sum / a.length;
    }

    /**
     * Returns the peak signal-to-noise ratio over all pixels and colours in decibels, at most {@link #MAX_PSNR}.
     *
     * @throws IllegalArgumentException when the sizes differ
     */
    public static double psnr(Frame first, Frame second) {
        checkSizes(first, second);
        byte[] a = first.rgb();
        byte[] b = second.rgb();
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            int difference = (a[i] & 0xFF) - (b[i] & 0xFF);
            sum += (long) difference * difference;
        }
        double meanSquare = (double) sum / a.length;
        return meanSquare == 0 ? MAX_PSNR : Math.min(MAX_PSNR, 10 * Math.log10(PEAK * PEAK / meanSquare));
    }

    /**
     * Returns the mean structural similarity of the luma (Wang et al. 2004: Gaussian window of 11 x 11, sigma 1.5, K1 = 0.01,
     * K2 = 0.03, windows that lie wholly inside), 1 for equal pictures.
     *
     * @throws IllegalArgumentException when the sizes differ or a side is below 11 pixels
     */
    public static double ssim(Frame first, Frame second) {
        checkSizes(first, second);
        return StructuralSimilarity.of(first, second);
    }

    /**
     * Returns how sharp a picture is, by the fine detail of the true one: the root mean square of the Laplacian of the luma (softened by a
     * Gaussian window of 7 x 7, sigma 1), divided by that of the true picture. 1 is as sharp, less is softer, more is sharper or noise:
     * it is not asked whether the details are the right ones. The Laplacian's energy is an old measure of focus (Subbarao et al. 1993).
     *
     * @return the ratio, 0 or more; empty where the true picture has no detail at all
     * @throws IllegalArgumentException when the sizes differ or a side is below 9 pixels
     */
    public static OptionalDouble sharpness(Frame picture, Frame truth) {
        checkSizes(picture, truth);
        return Sharpness.of(picture, truth);
    }

    private static void checkSizes(Frame first, Frame second) {
        checkArgument(
                first.widthPx() == second.widthPx() && first.heightPx() == second.heightPx(),
                "%s and %s cannot be compared pixel by pixel",
                first,
                second);
    }
}
