package io.talkinghead.conditioning.turn;

/**
 * One triangle of the face, drawn into the planes of {@link MeshMap}: what depends linearly on the place is given by its value at
 * the first corner and its slopes.
 *
 * <p><b>Threading:</b> one thread at a time; allocates nothing.
 */
final class MeshTriangle {
    /** A triangle of no more doubled area than this, in square pixels, is turned away or seen from its edge. */
    private static final double LEAST_AREA = 1e-3;
    /** By how much of a triangle a pixel may lie outside: no gaps between neighbours. */
    private static final double SLACK = 1e-4;
    /** Areas are no smaller than this where they are compared. */
    private static final double SMALLEST_COMPARED = 1e-2;

    private static final double MOST_STRETCH = 3;

    /** Of the map, and how many of its pixels are one of the crop's along a side. */
    private final int side;

    private final int fineness;

    private double x;
    private double y;
    private double top;
    private double bottom;
    /** Slopes of the second and third corner's barycentric weights; both are 0 at the first corner. */
    private double secondX;

    private double secondY;
    private double thirdX;
    private double thirdY;

    private final Slope photoX = new Slope();
    private final Slope photoY = new Slope();
    private final Slope depth = new Slope();
    private float stretch;

    private double left;
    private double right;

    MeshTriangle(int side, int fineness) {
        this.side = side;
        this.fineness = fineness;
    }

    /** A value that changes evenly over the triangle. */
    private final class Slope {
        private double atCorner;
        private double alongX;
        private double alongY;

        void set(double[] values, int a, int b, int c) {
            double second = values[b] - values[a];
            double third = values[c] - values[a];
            atCorner = values[a];
            alongX = secondX * second + thirdX * third;
            alongY = secondY * second + thirdY * third;
        }
    }

    /** Takes a triangle of the target and of the photo, {@code [axis][point]}; tells whether the target shows its front. */
    boolean set(double[][] photo, double[][] target, int a, int b, int c) {
        double area = area(target, a, b, c);
        if (area <= LEAST_AREA) {
            return false;
        }
        double[] xs = target[0];
        double[] ys = target[1];
        x = xs[a];
        y = ys[a];
        top = Math.min(ys[a], Math.min(ys[b], ys[c]));
        bottom = Math.max(ys[a], Math.max(ys[b], ys[c]));
        secondX = (ys[c] - ys[a]) / area;
        secondY = (xs[a] - xs[c]) / area;
        thirdX = (ys[a] - ys[b]) / area;
        thirdY = (xs[b] - xs[a]) / area;
        photoX.set(photo[0], a, b, c);
        photoY.set(photo[1], a, b, c);
        depth.set(target[2], a, b, c);
        double ratio = Math.max(SMALLEST_COMPARED, area(photo, a, b, c)) / Math.max(SMALLEST_COMPARED, area);
        stretch = (float) Math.max(-MOST_STRETCH, Math.min(MOST_STRETCH, Math.log(ratio)));
        return true;
    }

    private static double area(double[][] points, int a, int b, int c) {
        double[] x = points[0];
        double[] y = points[1];
        return (x[b] - x[a]) * (y[c] - y[a]) - (y[b] - y[a]) * (x[c] - x[a]);
    }

    /** Draws it where nothing nearer is. */
    void draw(float[] nearest, float[] map) {
        int first = (int) Math.max(0, Math.ceil(fineness * top - 1.5));
        int last = (int) Math.min(side - 1.0, Math.floor(fineness * bottom + 0.5));
        for (int row = first; row <= last; row++) {
            double dy = place(row) - y;
            left = -x;
            right = (double) side / fineness - x;
            narrow(secondX, secondY * dy);
            narrow(thirdX, thirdY * dy);
            narrow(-secondX - thirdX, 1 - (secondY + thirdY) * dy);
            int begin = (int) Math.max(0, Math.ceil(fineness * (left + x) - 0.5));
            int end = (int) Math.min(side - 1.0, Math.floor(fineness * (right + x) - 0.5));
            fill(row, begin, end, nearest, map);
        }
    }

    /** Returns where a pixel's middle lies in the crop. */
    private double place(int pixel) {
        return (pixel + 0.5) / fineness;
    }

    /** Keeps that part of a row in which a barycentric weight is not negative. */
    private void narrow(double slope, double weight) {
        double edge = (-SLACK - weight) / slope;
        if (slope > 0) {
            left = Math.max(left, edge);
        } else if (slope < 0) {
            right = Math.min(right, edge);
        } else if (weight < -SLACK) {
            right = Double.NEGATIVE_INFINITY;
        }
    }

    private void fill(int row, int begin, int end, float[] nearest, float[] map) {
        int plane = nearest.length;
        int pixel = row * side + begin;
        double dy = place(row) - y;
        double fromX = photoX.atCorner + photoX.alongY * dy;
        double fromY = photoY.atCorner + photoY.alongY * dy;
        double deep = depth.atCorner + depth.alongY * dy;
        for (int i = begin; i <= end; i++, pixel++) {
            double dx = place(i) - x;
            float z = (float) (deep + dx * depth.alongX);
            if (z < nearest[pixel]) {
                nearest[pixel] = z;
                map[pixel] = (float) (fromX + dx * photoX.alongX);
                map[plane + pixel] = (float) (fromY + dx * photoY.alongX);
                map[2 * plane + pixel] = 1;
                map[3 * plane + pixel] = stretch;
            }
        }
    }
}
