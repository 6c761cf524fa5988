package io.talkinghead.graph.face;

import io.talkinghead.face.FaceRegion;
import io.talkinghead.image.Box;

/**
 * The 468 points of a face in pixels of the picture, with depth in the same unit; written anew for every face.
 */
final class Mesh {
    static final int POINTS = 468;

    private static final int OUTER_RIGHT_EYE = 33;
    private static final int OUTER_LEFT_EYE = 263;
    /** Measured optimum: larger and smaller regions both cost landmark accuracy. */
    private static final double REGION_PER_BOX = 1.5;

    final double[] x = new double[POINTS];
    final double[] y = new double[POINTS];
    final double[] z = new double[POINTS];
    /** Probability that there is a face. */
    double flag;

    /** Returns the direction from the image-left to the image-right eye. */
    double angle() {
        return Math.atan2(y[OUTER_LEFT_EYE] - y[OUTER_RIGHT_EYE], x[OUTER_LEFT_EYE] - x[OUTER_RIGHT_EYE]);
    }

    /** Returns the upright box around the points after turning them by {@code -angle} about the origin. */
    Box levelBox(double angle) {
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < POINTS; i++) {
            double u = cos * x[i] + sin * y[i];
            double v = cos * y[i] - sin * x[i];
            left = Math.min(left, u);
            right = Math.max(right, u);
            top = Math.min(top, v);
            bottom = Math.max(bottom, v);
        }
        return new Box(left, top, right - left, bottom - top);
    }

    /** Returns where to look for this face again. */
    FaceRegion region() {
        double angle = angle();
        Box level = levelBox(angle);
        double u = level.centerX();
        double v = level.centerY();
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double side = REGION_PER_BOX * Math.max(level.width(), level.height());
        return new FaceRegion(cos * u - sin * v, sin * u + cos * v, side, angle);
    }
}
