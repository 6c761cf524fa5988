package io.talkinghead.internal.mark;

import io.talkinghead.image.Frame;

/**
 * The watermark's pattern for pictures of one size: a square that is repeated over the picture from its upper left corner, four times
 * along the shorter side.
 *
 * <p><b>Threading:</b> immutable; marking writes into the frame.
 */
final class Tile {
    /** The root mean square of what is added to a pixel, in levels of 255: pictures keep a PSNR of 42.5 dB. */
    static final double STRENGTH = 1.9;

    private static final int ALONG_SHORTER_SIDE = 4;

    private final int sidePx;
    /** What is added to red, green and blue: the same, so that only the luma changes. */
    private final byte[] levels;

    private Tile(int sidePx, byte[] levels) {
        this.sidePx = sidePx;
        this.levels = levels;
    }

    /** Returns the side of the tiles of a picture, in pixels. */
    static int sidePx(int widthPx, int heightPx) {
        return Math.max(1, Math.round(Math.min(widthPx, heightPx) / (float) ALONG_SHORTER_SIDE));
    }

    /**
     * Draws the pattern.
     *
     * @param turns by how many radians each wave is turned from its phase
     */
    static Tile of(int sidePx, Carriers carriers, double[] turns) {
        int rows = Carriers.HIGHEST + 1;
        double[] cosine = new double[sidePx];
        double[] sine = new double[sidePx];
        for (int x = 0; x < sidePx; x++) {
            cosine[x] = StrictMath.cos(2 * Math.PI * x / sidePx);
            sine[x] = StrictMath.sin(2 * Math.PI * x / sidePx);
        }
        // For each number of cycles down: the sum over those across, for each column.
        double[][] cosines = new double[rows][sidePx];
        double[][] sines = new double[rows][sidePx];
        for (int i = 0; i < carriers.count(); i++) {
            if (!carriers.fits(i, sidePx)) {
                continue;
            }
            double real = carriers.amplitude(i) * StrictMath.cos(carriers.phase(i) + turns[i]);
            double imaginary = carriers.amplitude(i) * StrictMath.sin(carriers.phase(i) + turns[i]);
            int step = Math.floorMod(carriers.across(i), sidePx);
            double[] cosineRow = cosines[carriers.down(i)];
            double[] sineRow = sines[carriers.down(i)];
            int at = 0;
            for (int x = 0; x < sidePx; x++) {
                cosineRow[x] += real * cosine[at] - imaginary * sine[at];
                sineRow[x] += imaginary * cosine[at] + real * sine[at];
                at = (at + step) % sidePx;
            }
        }
        double[] pattern = new double[sidePx * sidePx];
        for (int y = 0; y < sidePx; y++) {
            for (int v = 0; v < rows; v++) {
                int at = v * y % sidePx;
                for (int x = 0; x < sidePx; x++) {
                    pattern[y * sidePx + x] += cosine[at] * cosines[v][x] - sine[at] * sines[v][x];
                }
            }
        }
        return new Tile(sidePx, rounded(pattern));
    }

    private static byte[] rounded(double[] pattern) {
        double squares = 0;
        for (double value : pattern) {
            squares += value * value;
        }
        double scale = squares == 0 ? 0 : STRENGTH / Math.sqrt(squares / pattern.length);
        byte[] levels = new byte[3 * pattern.length];
        for (int i = 0; i < pattern.length; i++) {
            byte level = (byte) Math.rint(scale * pattern[i]);
            levels[3 * i] = level;
            levels[3 * i + 1] = level;
            levels[3 * i + 2] = level;
        }
        return levels;
    }

    int sidePx() {
        return sidePx;
    }

    /** Adds the pattern to a frame's pixels; where that would leave 0 to 255, they stop there. */
    void addTo(Frame frame) {
        byte[] rgb = frame.rgb();
        int row = 3 * frame.widthPx();
        int tileRow = 3 * sidePx;
        for (int y = 0; y < frame.heightPx(); y++) {
            int from = (y % sidePx) * tileRow;
            for (int x = 0; x < row; x += tileRow) {
                add(rgb, y * row + x, from, Math.min(tileRow, row - x));
            }
        }
    }

    private void add(byte[] rgb, int at, int from, int count) {
        for (int i = 0; i < count; i++) {
            int value = (rgb[at + i] & 0xFF) + levels[from + i];
            rgb[at + i] = (byte) Math.max(0, Math.min(255, value));
        }
    }
}
