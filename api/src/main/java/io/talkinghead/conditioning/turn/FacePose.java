package io.talkinghead.conditioning.turn;

import io.talkinghead.face.Landmarks;
import io.talkinghead.face.pose.HeadAxes;
import io.talkinghead.face.pose.RotationFit;

/**
 * How a head is held: the similarity {@code p = scale Rot c + t} from the canonical frame to the crop that fits a face's stable
 * landmarks best (least squares, weighted as by {@link HeadAxes#stability}; Umeyama 1991).
 *
 * <p><b>Data:</b> the scale is pixels for each distance of the outer eye corners, the translation is where the middle between them
 * lies, in pixels of the crop.
 *
 * <p><b>Threading:</b> one thread at a time; fitting allocates nothing.
 */
final class FacePose {
    /** The least scale, so that a face whose points all coincide can still be divided by. */
    private static final double LEAST_SCALE = 1e-3;

    private final int[] stable = new int[Landmarks.COUNT];
    private final double[][] canonical = new double[Landmarks.COUNT][3];
    private final double[] weights = new double[Landmarks.COUNT];
    private final double[] canonicalMean = new double[3];
    private final double spread;
    private int count;

    private final double[] mean = new double[3];
    private final double[][] covariance = new double[3][3];
    private final RotationFit fit = new RotationFit();
    private final double[] rotation = fit.rotation();
    private final double[] translation = new double[3];
    private double scale = 1;

    FacePose() {
        double sum = 0;
        for (int i = 0; i < Landmarks.COUNT; i++) {
            if (HeadAxes.stability(i) > 0) {
                stable[count++] = i;
                sum += HeadAxes.stability(i);
            }
        }
        for (int i = 0; i < count; i++) {
            weights[i] = HeadAxes.stability(stable[i]) / sum;
            for (int axis = 0; axis < 3; axis++) {
                canonical[i][axis] = CanonicalFace.MEAN.at(stable[i], axis);
                canonicalMean[axis] += weights[i] * canonical[i][axis];
            }
        }
        double squares = 0;
        for (int i = 0; i < count; i++) {
            for (int axis = 0; axis < 3; axis++) {
                canonical[i][axis] -= canonicalMean[axis];
                squares += weights[i] * canonical[i][axis] * canonical[i][axis];
            }
        }
        spread = squares;
    }

    /** Fits the pose to landmarks, {@code [axis][point]}, finite. */
    void fit(double[][] face) {
        for (int axis = 0; axis < 3; axis++) {
            mean[axis] = 0;
            for (int i = 0; i < count; i++) {
                mean[axis] += weights[i] * face[axis][stable[i]];
            }
        }
        for (int before = 0; before < 3; before++) {
            for (int after = 0; after < 3; after++) {
                double sum = 0;
                for (int i = 0; i < count; i++) {
                    sum += weights[i] * canonical[i][before] * (face[after][stable[i]] - mean[after]);
                }
                covariance[before][after] = sum;
            }
        }
        fit.fit(covariance);
        scale = Math.max(LEAST_SCALE, fit.agreement() / spread);
        for (int axis = 0; axis < 3; axis++) {
            translation[axis] = 0;
            translation[axis] = mean[axis] - project(axis, canonicalMean[0], canonicalMean[1], canonicalMean[2]);
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
}
