package io.talkinghead.internal.mark;

/**
 * The frequencies of a detail, any of them: those between the transform's own are interpolated. Phases count from the middle of the
 * picture, where they change slowly from one frequency to the next.
 *
 * <p><b>Threading:</b> immutable once made.
 */
final class Spectrum {
    /** The picture is laid into a field so many times as large, which brings the transform's frequencies closer together. */
    private static final double FIELD = 1.8;

    private final int width;
    private final int height;
    private final int shorterSidePx;
    private final float[] real;
    private final float[] imaginary;

    Spectrum(Detail detail) {
        shorterSidePx = Math.min(detail.widthPx(), detail.heightPx());
        width = Fourier.atLeast(FIELD * detail.widthPx());
        height = Fourier.atLeast(FIELD * detail.heightPx());
        real = new float[width * height];
        imaginary = new float[width * height];
        for (int y = 0; y < detail.heightPx(); y++) {
            int row = Math.floorMod(y - detail.heightPx() / 2, height) * width;
            for (int x = 0; x < detail.widthPx(); x++) {
                real[row + Math.floorMod(x - detail.widthPx() / 2, width)] = detail.value(x, y);
            }
        }
        new Fourier(width, height).transform(real, imaginary, height);
    }

    int shorterSidePx() {
        return shorterSidePx;
    }

    /**
     * Reads one frequency.
     *
     * @param across cycles a pixel
     * @param down cycles a pixel
     * @param into receives the real and the imaginary part at {@code at} and behind it
     */
    void read(double across, double down, double[] into, int at) {
        double x = across * width;
        double y = down * height;
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double tx = x - left;
        double ty = y - top;
        // Sides are powers of two: this wraps negative frequencies around.
        int column = left & (width - 1);
        int next = (left + 1) & (width - 1);
        int row = (top & (height - 1)) * width;
        int below = ((top + 1) & (height - 1)) * width;
        into[at] = mixed(real, row, below, column, next, tx, ty);
        into[at + 1] = mixed(imaginary, row, below, column, next, tx, ty);
    }

    private static double mixed(float[] values, int row, int below, int column, int next, double tx, double ty) {
        double above = values[row + column] + tx * (values[row + next] - values[row + column]);
        return above + ty * (values[below + column] + tx * (values[below + next] - values[below + column]) - above);
    }
}
