package io.talkinghead.lab.evaluation;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.image.Frame;

/** SSIM, see {@link ImageMetrics#ssim}. */
final class StructuralSimilarity {
    private static final int WINDOW = 11;
    private static final double[] KERNEL = kernel();
    private static final double C1 = Math.pow(0.01 * 255, 2);
    private static final double C2 = Math.pow(0.03 * 255, 2);

    private StructuralSimilarity() {}

    private static double[] kernel() {
        double sigma = 1.5;
        double[] kernel = new double[WINDOW];
        double sum = 0;
        for (int i = 0; i < WINDOW; i++) {
            double distance = i - WINDOW / 2;
            kernel[i] = Math.exp(-distance * distance / (2 * sigma * sigma));
            sum += kernel[i];
        }
        for (int i = 0; i < WINDOW; i++) {
            kernel[i] /= sum;
        }
        return kernel;
    }

    static double of(Frame first, Frame second) {
        int width = first.widthPx();
        int height = first.heightPx();
        checkArgument(width >= WINDOW && height >= WINDOW, "%s is smaller than the window of %s px", first, WINDOW);
        double[] a = luma(first);
        double[] b = luma(second);
        double[] meanA = blur(a, width, height);
        double[] meanB = blur(b, width, height);
        double[] squareA = blur(product(a, a), width, height);
        double[] squareB = blur(product(b, b), width, height);
        double[] mixed = blur(product(a, b), width, height);
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

    private static double[] luma(Frame frame) {
        byte[] rgb = frame.rgb();
        double[] luma = new double[rgb.length / 3];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = 0.299 * (rgb[3 * i] & 0xFF) + 0.587 * (rgb[3 * i + 1] & 0xFF) + 0.114 * (rgb[3 * i + 2] & 0xFF);
        }
        return luma;
    }

    private static double[] product(double[] a, double[] b) {
        double[] product = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            product[i] = a[i] * b[i];
        }
        return product;
    }

    /** The Gaussian mean in every window wholly inside. */
    private static double[] blur(double[] values, int width, int height) {
        int outWidth = width - WINDOW + 1;
        int outHeight = height - WINDOW + 1;
        double[] rows = new double[outWidth * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < outWidth; x++) {
                double sum = 0;
                for (int k = 0; k < WINDOW; k++) {
                    sum += KERNEL[k] * values[y * width + x + k];
                }
                rows[y * outWidth + x] = sum;
            }
        }
        double[] out = new double[outWidth * outHeight];
        for (int y = 0; y < outHeight; y++) {
            for (int x = 0; x < outWidth; x++) {
                double sum = 0;
                for (int k = 0; k < WINDOW; k++) {
                    sum += KERNEL[k] * rows[(y + k) * outWidth + x];
                }
                out[y * outWidth + x] = sum;
            }
        }
        return out;
    }
}
