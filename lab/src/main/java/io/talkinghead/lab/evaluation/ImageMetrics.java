package io.talkinghead.lab.evaluation;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.image.Frame;
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

    private static void checkSizes(Frame first, Frame second) {
        checkArgument(
                first.widthPx() == second.widthPx() && first.heightPx() == second.heightPx(),
                "%s and %s cannot be compared pixel by pixel",
                first,
                second);
    }
}
