package io.talkinghead.conditioning.turn;

import io.talkinghead.face.Landmarks;
import io.talkinghead.face.pose.RotationFit;

/**
 * Depth for landmarks that have none: the canonical face's, held so that its x and y fit theirs best (least squares over the
 * {@link StablePoints}).
 *
 * <p>Orthographically, {@code (x, y) = M c + t} with {@code M = scale (row 0, row 1 of Rot)}. Were M any 2 x 3 matrix, least squares
 * would give it at once (the POS of DeMenthon and Davis, 1995); the rotation nearest to that M is the first guess. Then, in turns,
 * the landmarks take the depth of the face as it is held, and the face is held as {@link FacePose} fits these points in 3-D. No turn
 * makes the fit of x and y worse.
 *
 * <p>A face is not flat, so its picture tells which way it looks: row 2 is the cross product of the other two. It looks
 * away from the viewer only if the points say so: those of a mirrored picture, of a profile turned too far, or of no face.
 *
 * <p><b>Data:</b> pixels; depth is 0 between the outer eye corners and grows away from the viewer.
 *
 * <p><b>Threading:</b> one thread at a time; lifting allocates nothing.
 */
final class DepthLift {
    /** The angle still missing shrinks to two thirds with each turn; of real faces, 95 in 100 come within 0.1 degrees. */
    private static final int TURNS = 10;

    private static final StablePoints STABLE = StablePoints.MEAN;

    private final double[][] moments = new double[3][3];
    private final double[][] inverse = new double[3][3];
    private final double spread;
    /** Of the canonical points with x and y: {@code [canonical axis][axis]}. */
    private final double[][] flat = new double[3][2];

    private final double[][] target = new double[3][3];
    private final RotationFit fit = new RotationFit();
    private final double[] rotation = fit.rotation();

    DepthLift() {
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                moments[row][column] = STABLE.moment(row, column);
            }
        }
        spread = moments[0][0] + moments[1][1] + moments[2][2];
        double determinant = moments[0][0] * minor(0, 0) + moments[0][1] * minor(0, 1) + moments[0][2] * minor(0, 2);
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                // Symmetric: no need to exchange rows and columns.
                inverse[row][column] = minor(row, column) / determinant;
            }
        }
    }

    /** Returns a signed minor of the moments: taken in a cycle, the indices bring the sign along. */
    private double minor(int row, int column) {
        double[] next = moments[(row + 1) % 3];
        double[] other = moments[(row + 2) % 3];
        int c = (column + 1) % 3;
        int d = (column + 2) % 3;
        return next[c] * other[d] - next[d] * other[c];
    }

    /**
     * Overwrites the depth of 68 landmarks.
     *
     * @param face {@code [axis][point]}; x and y are finite and stay as they are
     */
    void lift(double[][] face) {
        for (int axis = 0; axis < 2; axis++) {
            double mean = STABLE.mean(face[axis]);
            for (int k = 0; k < 3; k++) {
                flat[k][axis] = STABLE.covariance(k, face[axis], mean);
            }
        }
        double scale = firstGuess();
        for (int turn = 0; turn < TURNS; turn++) {
            scale = refined(scale);
        }
        for (int i = 0; i < Landmarks.COUNT; i++) {
            face[2][i] = scale * turnedDepth(CanonicalFace.MEAN, i);
        }
    }

    /** Fits the rotation to the matrix M itself, whose two singular values are the scale if the face is the canonical one. */
    private double firstGuess() {
        for (int k = 0; k < 3; k++) {
            for (int axis = 0; axis < 2; axis++) {
                target[k][axis] =
                        inverse[k][0] * flat[0][axis] + inverse[k][1] * flat[1][axis] + inverse[k][2] * flat[2][axis];
            }
            target[k][2] = 0;
        }
        fit.fit(target);
        return fit.agreement() / 2;
    }

    /** Fits the rotation to the points with the depth that they have by the last one; returns the scale. */
    private double refined(double scale) {
        for (int k = 0; k < 3; k++) {
            target[k][0] = flat[k][0];
            target[k][1] = flat[k][1];
            target[k][2] = 0;
            for (int j = 0; j < 3; j++) {
                target[k][2] += scale * moments[k][j] * rotation[6 + j];
            }
        }
        fit.fit(target);
        return fit.agreement() / spread;
    }

    private double turnedDepth(CanonicalFace face, int point) {
        return rotation[6] * face.at(point, 0) + rotation[7] * face.at(point, 1) + rotation[8] * face.at(point, 2);
    }
}
