package io.talkinghead.cli.studio;

import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Box;
import io.talkinghead.image.Frame;

/**
 * How bright a face is in a photo, and how sharp.
 *
 * @param mean brightness, 0 to 255
 * @param detail the share of its contrast that lies between neighbouring pixels, at the size that the networks see
 */
record FaceLight(double mean, double detail) {
    /** Across the face, about what the networks see of it. */
    private static final int CELLS = 96;

    private static final double LEAST_DETAIL = 0.0035;

    /** Measures a face. */
    static FaceLight of(Frame photo, Landmarks landmarks) {
        double[][] grey = cells(photo, landmarks.box());
        double sum = 0;
        double squares = 0;
        double edges = 0;
        for (int y = 0; y < CELLS; y++) {
            for (int x = 0; x < CELLS; x++) {
                sum += grey[y][x];
                squares += grey[y][x] * grey[y][x];
                if (x > 0 && y > 0 && x < CELLS - 1 && y < CELLS - 1) {
                    double edge = 4 * grey[y][x] - grey[y][x - 1] - grey[y][x + 1] - grey[y - 1][x] - grey[y + 1][x];
                    edges += edge * edge;
                }
            }
        }
        double mean = sum / (CELLS * CELLS);
        double contrast = Math.max(1, squares / (CELLS * CELLS) - mean * mean);
        return new FaceLight(mean, edges / ((CELLS - 2) * (CELLS - 2)) / contrast / 16);
    }

    /** Tells whether there is no fine detail. */
    boolean isBlurred() {
        return detail < LEAST_DETAIL;
    }

    /** The mean brightness of each cell of a grid laid over the face. */
    private static double[][] cells(Frame photo, Box face) {
        double[][] grey = new double[CELLS][CELLS];
        for (int y = 0; y < CELLS; y++) {
            int top = inside(face.y() + face.height() * y / CELLS, photo.heightPx());
            int bottom = inside(face.y() + face.height() * (y + 1) / CELLS, photo.heightPx());
            for (int x = 0; x < CELLS; x++) {
                int left = inside(face.x() + face.width() * x / CELLS, photo.widthPx());
                int right = inside(face.x() + face.width() * (x + 1) / CELLS, photo.widthPx());
                grey[y][x] = mean(photo, left, top, Math.max(left, right - 1), Math.max(top, bottom - 1));
            }
        }
        return grey;
    }

    private static int inside(double at, int size) {
        return (int) Math.max(0, Math.min(size - 1, Math.floor(at)));
    }

    private static double mean(Frame photo, int left, int top, int right, int bottom) {
        double sum = 0;
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                sum += 0.299 * photo.sample(x, y, 0) + 0.587 * photo.sample(x, y, 1) + 0.114 * photo.sample(x, y, 2);
            }
        }
        return sum / ((right - left + 1) * (bottom - top + 1));
    }
}
