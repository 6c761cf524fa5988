package io.talkinghead.conditioning.turn;

import io.talkinghead.face.Landmarks;
import io.talkinghead.face.pose.HeadAxes;

/**
 * The landmarks that expressions do not move, on the canonical face: what a pose is fitted to. Each counts as
 * {@link HeadAxes#stability} says; the weights add up to 1.
 *
 * <p><b>Threading:</b> immutable.
 */
final class StablePoints {
    /** Those of {@link CanonicalFace#MEAN}. */
    static final StablePoints MEAN = new StablePoints(CanonicalFace.MEAN);

    private final int[] indices = new int[Landmarks.COUNT];
    private final double[] weights = new double[Landmarks.COUNT];
    private final double[][] centred = new double[3][Landmarks.COUNT];
    private final double[] mean = new double[3];
    private final int count;

    private StablePoints(CanonicalFace face) {
        int found = 0;
        double sum = 0;
        for (int i = 0; i < Landmarks.COUNT; i++) {
            if (HeadAxes.stability(i) > 0) {
                indices[found++] = i;
                sum += HeadAxes.stability(i);
            }
        }
        count = found;
        for (int i = 0; i < count; i++) {
            weights[i] = HeadAxes.stability(indices[i]) / sum;
        }
        for (int axis = 0; axis < 3; axis++) {
            for (int i = 0; i < count; i++) {
                centred[axis][i] = face.at(indices[i], axis);
                mean[axis] += weights[i] * centred[axis][i];
            }
            for (int i = 0; i < count; i++) {
                centred[axis][i] -= mean[axis];
            }
        }
    }

    /** Returns a coordinate of the canonical points' weighted mean. */
    double mean(int axis) {
        return mean[axis];
    }

    /** Returns the weighted mean of the products of two of the canonical points' centred coordinates. */
    double moment(int row, int column) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += weights[i] * centred[row][i] * centred[column][i];
        }
        return sum;
    }

    /** Returns the weighted mean of one coordinate of a face's landmarks. */
    double mean(double[] face) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += weights[i] * face[indices[i]];
        }
        return sum;
    }

    /**
     * Returns the weighted mean of the products of a centred canonical coordinate and a face's centred coordinate.
     *
     * @param axis of the canonical points
     * @param face one coordinate of the face's landmarks
     * @param faceMean what {@link #mean(double[])} says of it
     */
    double covariance(int axis, double[] face, double faceMean) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += weights[i] * centred[axis][i] * (face[indices[i]] - faceMean);
        }
        return sum;
    }
}
