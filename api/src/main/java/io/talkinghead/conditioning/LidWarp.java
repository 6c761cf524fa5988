package io.talkinghead.conditioning;

import io.talkinghead.face.FacePoints;

/**
 * Shuts and opens an eye exactly. Moving least squares cannot: where both lids lie on each other it takes the mean of where they
 * come from, which is the middle of the open eye.
 *
 * <p>In the eye's own frame - along the line between its corners, and across - every column is stretched piecewise: from the
 * brow's side to the upper lid, between the lids, and from the lower lid downwards. What is between shut lids has no pixels left.
 * The result is a place in the target with this eye as far open as the photo's, which moving least squares then brings to the photo.
 *
 * <p><b>Data:</b> pixel indices, as in {@link ControlPoints}.
 *
 * <p><b>Threading:</b> mutable, one thread at a time; fitting allocates nothing.
 */
final class LidWarp {
    /** How far the lid's skin reaches beyond the lids, in eye widths. */
    private static final double ABOVE = 0.42;

    private static final double BELOW = 0.3;

    /** How far from the open lids' edges shut lids end, in eye widths: nearer, the eyeball's white would shine through. */
    private static final double SEAM = 0.03;

    private static final int INNER = 2;

    private final int firstCorner;
    private final int secondCorner;
    private final int[] upper;
    private final int[] lower;

    private final Lid upperNow = new Lid();
    private final Lid lowerNow = new Lid();
    private final Lid upperOpen = new Lid();
    private final Lid lowerOpen = new Lid();
    private double originX;
    private double originY;
    private double axisX;
    private double axisY;
    private double width;
    private double highest;
    private double lowest;
    private double left;
    private double top;
    private double right;
    private double bottom;

    /** Is about one of the two eyes. */
    LidWarp(FacePoints.Eye eye) {
        firstCorner = eye.left();
        secondCorner = eye.right();
        upper = eye.lids().stream().mapToInt(FacePoints.Pair::upper).toArray();
        lower = eye.lids().stream().mapToInt(FacePoints.Pair::lower).toArray();
    }

    /**
     * Measures the eye.
     *
     * @param opened receives the lids as open as the photo's, in the target's place
     */
    void fit(ControlPoints photo, ControlPoints target, ControlPoints opened) {
        double photoX = photo.x[secondCorner] - photo.x[firstCorner];
        double photoY = photo.y[secondCorner] - photo.y[firstCorner];
        double photoSquare = Math.max(1e-9, photoX * photoX + photoY * photoY);
        originX = target.x[firstCorner];
        originY = target.y[firstCorner];
        double dx = target.x[secondCorner] - originX;
        double dy = target.y[secondCorner] - originY;
        width = Math.max(1e-6, Math.hypot(dx, dy));
        axisX = dx / width;
        axisY = dy / width;
        for (int i = 0; i < INNER; i++) {
            open(photo, opened, upper[i], photoX, photoY, photoSquare);
            open(photo, opened, lower[i], photoX, photoY, photoSquare);
            set(upperNow, i, target, upper[i]);
            set(lowerNow, i, target, lower[i]);
            set(upperOpen, i, opened, upper[i]);
            set(lowerOpen, i, opened, lower[i]);
        }
        setReach();
    }

    /** Gives a lid's point the place it has in the photo's eye, by parts of the eye's width. */
    private void open(
            ControlPoints photo, ControlPoints opened, int point, double photoX, double photoY, double photoSquare) {
        double fromX = photo.x[point] - photo.x[firstCorner];
        double fromY = photo.y[point] - photo.y[firstCorner];
        double along = width * (fromX * photoX + fromY * photoY) / photoSquare;
        double across = width * (fromY * photoX - fromX * photoY) / photoSquare;
        opened.x[point] = originX + along * axisX - across * axisY;
        opened.y[point] = originY + along * axisY + across * axisX;
    }

    private void setReach() {
        double above = 0;
        double below = 0;
        for (int i = 0; i < INNER; i++) {
            above = Math.min(above, Math.min(upperNow.across[i], upperOpen.across[i]));
            below = Math.max(below, Math.max(lowerNow.across[i], lowerOpen.across[i]));
        }
        highest = above - ABOVE * width;
        lowest = below + BELOW * width;
        left = originX + Math.min(0, axisX * width) + Math.min(-highest * axisY, -lowest * axisY);
        right = originX + Math.max(0, axisX * width) + Math.max(-highest * axisY, -lowest * axisY);
        top = originY + Math.min(0, axisY * width) + Math.min(highest * axisX, lowest * axisX);
        bottom = originY + Math.max(0, axisY * width) + Math.max(highest * axisX, lowest * axisX);
    }

    private void set(Lid lid, int index, ControlPoints face, int point) {
        lid.along[index] = along(face.x[point], face.y[point]);
        lid.across[index] = across(face.x[point], face.y[point]);
    }

    private double along(double x, double y) {
        return (x - originX) * axisX + (y - originY) * axisY;
    }

    private double across(double x, double y) {
        return (y - originY) * axisX - (x - originX) * axisY;
    }

    /** Returns the left end of the upright rectangle outside of which no lid moves anything. */
    double left() {
        return left;
    }

    double top() {
        return top;
    }

    double right() {
        return right;
    }

    double bottom() {
        return bottom;
    }

    /**
     * Returns how far the place that a pixel shows lies from it, across the eye: add {@code -d * axisY} to x and {@code d * axisX}
     * to y. 0 outside the eye.
     */
    double shift(double x, double y) {
        double u = along(x, y);
        double v = across(x, y);
        if (u <= 0 || u >= width || v <= highest || v >= lowest) {
            return 0;
        }
        double lidNow = upperNow.at(u, width);
        double lidOpen = upperOpen.at(u, width);
        double lowNow = Math.max(lidNow, lowerNow.at(u, width));
        double lowOpen = Math.max(lidOpen, lowerOpen.at(u, width));
        double gap = lowOpen - lidOpen;
        // Where the photo's eye is shut itself there is no white to hide, and nothing may move.
        double seam = gap > 0 ? SEAM * width * Math.max(0, 1 - (lowNow - lidNow) / gap) : 0;
        lidOpen -= seam;
        lowOpen += seam;
        if (v < lidNow) {
            return (v - highest) / (lidNow - highest) * (lidOpen - lidNow);
        }
        if (v > lowNow) {
            return (lowest - v) / (lowest - lowNow) * (lowOpen - lowNow);
        }
        double t = lowNow > lidNow ? (v - lidNow) / (lowNow - lidNow) : 0;
        return lidOpen + t * (lowOpen - lidOpen) - v;
    }

    double axisX() {
        return axisX;
    }

    double axisY() {
        return axisY;
    }

    /** A lid in the eye's frame: corner, two points, corner. */
    private static final class Lid {
        private final double[] along = new double[INNER];
        private final double[] across = new double[INNER];

        /** Returns its height at a place along the eye. */
        double at(double u, double width) {
            double first = Math.min(Math.max(along[0], 0.05 * width), 0.9 * width);
            double second = Math.min(Math.max(along[1], first + 0.05 * width), 0.95 * width);
            if (u < first) {
                return across[0] * u / first;
            }
            if (u < second) {
                return across[0] + (across[1] - across[0]) * (u - first) / (second - first);
            }
            return across[1] * (width - u) / (width - second);
        }
    }
}
