package io.talkinghead.conditioning.turn;

import io.talkinghead.face.pose.RotationFit;

/**
 * How a head is held: the similarity {@code p = scale Rot c + t} from the canonical frame to the crop that fits a face's
 * {@link StablePoints} best (weighted least squares; Umeyama 1991).
 *
 * <p><b>Data:</b> the scale is pixels for each distance of the outer eye corners, the translation is where the middle between them
 * lies, in pixels of the crop.
 *
 * <p><b>Threading:</b> one thread at a time; fitting allocates nothing.
 */
final class FacePose {
    /** The least scale, so that a face whose points all coincide can still be divided by. */
    private static final double LEAST_SCALE = 1e-3;

    private static final StablePoints STABLE = StablePoints.MEAN;

    private final double spread = STABLE.moment(0, 0) + STABLE.moment(1, 1) + STABLE.moment(2, 2);
    private final double[] mean = new double[3];
    private final double[][] covariance = new double[3][3];
    private final RotationFit fit = new RotationFit();
    private final double[] rotation = fit.rotation();
    private final double[] translation = new double[3];
    private double scale = 1;

    /** Fits the pose to landmarks, {@code [axis][point]}, finite. */
    void fit(double[][] face) {
        for (int axis = 0; axis < 3; axis++) {
            mean[axis] = STABLE.mean(face[axis]);
            for (int before = 0; before < 3; before++) {
                covariance[before][axis] = STABLE.covariance(before, face[axis], mean[axis]);
            }
        }
        fit.fit(covariance);
        scale = Math.max(LEAST_SCALE, fit.agreement() / spread);
        for (int axis = 0; axis < 3; axis++) {
            translation[axis] = 0;
            translation[axis] = mean[axis] - project(axis, STABLE.mean(0), STABLE.mean(1), STABLE.mean(2));
        }
    }

    /** Returns the scale in pixels, positive. */
    double scale() {
        return scale;
    }

    /** Returns an element of the rotation. */
    double rotation(int row, int column) {
        return rotation[3 * row + column];
    }

    /** Returns where the canonical frame's origin lies. */
    double translation(int axis) {
        return translation[axis];
    }

    /** Returns a coordinate of a canonical point in the crop: axis 0 is x, 1 y, 2 z. */
    double project(int axis, double x, double y, double z) {
        int row = 3 * axis;
        return scale * (rotation[row] * x + rotation[row + 1] * y + rotation[row + 2] * z) + translation[axis];
    }

    /** Returns a coordinate of the head's centre in the crop. */
    double centre(int axis) {
        Ellipsoid head = Ellipsoid.HEAD;
        return project(axis, head.centreX(), head.centreY(), head.centreZ());
    }

    /** Returns the angle by which the head leans in the picture plane, in radians, clockwise on the screen. */
    double roll() {
        return Math.atan2(-rotation(0, 1), rotation(1, 1));
    }

    /**
     * Returns the angle by which the head is turned to its side, in radians from -pi/2 to pi/2, positive where the face looks to the
     * left of the picture. It is the angle between the line of the eyes and the picture plane: a face that has nodded before it
     * turned, or leans in the picture plane after, is turned no less.
     */
    double yaw() {
        return Math.asin(Math.max(-1, Math.min(1, -rotation(2, 0))));
    }
}
