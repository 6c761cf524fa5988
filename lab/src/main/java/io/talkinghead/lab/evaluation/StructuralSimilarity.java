package io.talkinghead.lab.evaluation;

import io.talkinghead.image.Frame;

/** SSIM, see {@link ImageMetrics#ssim}. */
final class StructuralSimilarity {
    private static final GaussianWindow WINDOW = new GaussianWindow(11, 1.5);
    private static final double C1 = Math.pow(0.01 * 255, 2);
    private static final double C2 = Math.pow(0.03 * 255, 2);

    private StructuralSimilarity() {}

    static double of(Frame first, Frame second) {
        int width = first.widthPx();
        int height = first.heightPx();
        WINDOW.checkFits(first);
        double[] a = Luma.of(first);
        double[] b = Luma.of(second);
        double[] meanA = WINDOW.blur(a, width, height);
        double[] meanB = WINDOW.blur(b, width, height);
        double[] squareA = WINDOW.blur(product(a, a), width, height);
        double[] squareB = WINDOW.blur(product(b, b), width, height);
        double[] mixed = WINDOW.blur(product(a, b), width, height);
        double sum = 0;
        for (int i = 0; i < meanA.length; i++) {
            double ab = meanA[i] * meanB[i];
            double aa = meanA[i] * meanA[i];
            double bb = meanB[i] * meanB[i];
            double luminance = (2 * ab + C1) / (aa + bb + C1);
            sum += luminance * (2 * (mixed[i] - ab) + C2) / (squareA[i] - aa + squareB[i] - bb + C2);
        }
        return sum / meanA.length;
    }

    private static double[] product(double[] a, double[] b) {
        double[] product = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            product[i] = a[i] * b[i];
        }
        return product;
    }
}
