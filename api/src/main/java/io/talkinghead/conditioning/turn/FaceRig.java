package io.talkinghead.conditioning.turn;

import io.talkinghead.face.FacePart;
import io.talkinghead.face.FacePoints;
import io.talkinghead.face.Landmarks;
import io.talkinghead.face.pose.LidCalibration;
import io.talkinghead.face.pose.RigidMotion;

/**
 * A person's face that is moved by numbers: an {@link Expression} changes its form in the canonical frame, a {@link RigidTurn} the way
 * the head is held. What is not moved keeps its place to the last bit.
 *
 * <p>The canonical face is fitted to the person's landmarks; displacements are carried there by that pose. The head turns about the
 * centre of {@link Ellipsoid#HEAD}, so that hair and neck stay where they are.
 *
 * <p><b>Data:</b> pixels of the person's picture; landmarks that have no depth are lifted to turn them, and have none afterwards.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class FaceRig {
    /** For the fit alone, which does not depend on it; large enough that no point of a picture counts as too far. */
    private static final int RESOLUTION = 4096;

    /** How much of a gap the lower lip closes; the upper one the rest. */
    private static final double LOWER_LIP = 0.75;

    /** The points of the outer lips, the pair of {@link FacePoints#LIPS} that they go with, and how far. */
    private static final double[][] OUTER = {
        {49, 0, 0.5}, {50, 0, 1}, {51, 1, 1}, {52, 2, 1}, {53, 2, 0.5},
        {55, 2, 0.5}, {56, 2, 1}, {57, 1, 1}, {58, 0, 1}, {59, 0, 0.5}
    };

    private final double[][] neutral = new double[Landmarks.COUNT][3];
    private final double[] centre = new double[3];
    private final double[] carried = new double[9];
    private final double side;
    private final boolean depth;

    /**
     * Fits the canonical face to a person's.
     *
     * @param face the person's, to which nothing is done when nothing is asked for
     * @param sidePx the side of the crop around it, in which shifts are measured
     */
    public FaceRig(Landmarks face, double sidePx) {
        PosedFace posed = PosedFace.of(face, RESOLUTION);
        FacePose pose = posed.pose();
        for (int axis = 0; axis < 3; axis++) {
            centre[axis] = pose.centre(axis);
            for (int i = 0; i < Landmarks.COUNT; i++) {
                neutral[i][axis] = posed.points[axis][i];
            }
            for (int from = 0; from < 3; from++) {
                carried[3 * axis + from] = pose.scale() * pose.rotation(axis, from);
            }
        }
        side = sidePx;
        depth = face.hasDepth();
    }

    /** Returns the face with an expression, held another way. */
    public Landmarks apply(Expression expression, RigidTurn turn) {
        double[][] face = new double[Landmarks.COUNT][];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            face[i] = neutral[i].clone();
        }
        express(expression, face);
        return held(face, turn);
    }

    private void express(Expression expression, double[][] face) {
        boolean lipsMoved = expression.lipsClosed != 0;
        for (int i = 0; i < Landmarks.COUNT; i++) {
            double[] moved = RigidMotion.turn(carried, expression.displacement[i]);
            for (int axis = 0; axis < 3; axis++) {
                face[i][axis] += moved[axis];
                lipsMoved |= i >= FacePart.OUTER_LIPS.first() && moved[axis] != 0;
            }
        }
        for (int eye = 0; eye < FacePoints.EYES.size(); eye++) {
            // A factor of 1 would still round.
            if (expression.eyes[eye] != 1) {
                LidCalibration.scale(face, FacePoints.EYES.get(eye), expression.eyes[eye]);
            }
        }
        if (lipsMoved) {
            closeLips(face, expression.lipsClosed);
        }
    }

    /** Narrows the gap between the lips, and lays lips that crossed onto each other. */
    private void closeLips(double[][] face, double share) {
        double[][] gaps = new double[FacePoints.LIPS.size()][];
        for (int pair = 0; pair < gaps.length; pair++) {
            double[] upper = face[FacePoints.LIPS.get(pair).upper()];
            double[] lower = face[FacePoints.LIPS.get(pair).lower()];
            double closing = isCrossed(upper, lower) ? 1 : share;
            gaps[pair] = new double[3];
            for (int axis = 0; axis < 3; axis++) {
                gaps[pair][axis] = closing * (lower[axis] - upper[axis]);
                upper[axis] += (1 - LOWER_LIP) * gaps[pair][axis];
                lower[axis] -= LOWER_LIP * gaps[pair][axis];
            }
        }
        for (double[] follower : OUTER) {
            int point = (int) follower[0];
            double way = follower[2] * (FacePoints.isLowerLip(point) ? -LOWER_LIP : 1 - LOWER_LIP);
            for (int axis = 0; axis < 3; axis++) {
                face[point][axis] += way * gaps[(int) follower[1]][axis];
            }
        }
    }

    /** Tells whether the lower lip lies above the upper one, along the canonical face's way down. */
    private boolean isCrossed(double[] upper, double[] lower) {
        double down = 0;
        for (int axis = 0; axis < 3; axis++) {
            down += (lower[axis] - upper[axis]) * carried[3 * axis + 1];
        }
        return down < 0;
    }

    /** Moves by differences, which are nothing where nothing turns: so rest is exact. */
    private Landmarks held(double[][] face, RigidTurn turn) {
        double[][] rotation = turn.rotation();
        double[] shift = {turn.shiftX() * side, turn.shiftY() * side, 0};
        float[][] moved = new float[3][Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            for (int axis = 0; axis < 3; axis++) {
                double change = shift[axis];
                for (int from = 0; from < 3; from++) {
                    double factor = turn.scale() * rotation[axis][from] - (axis == from ? 1 : 0);
                    change += factor * (face[i][from] - centre[from]);
                }
                moved[axis][i] = (float) (face[i][axis] + change);
            }
        }
        return depth ? Landmarks.of(moved[0], moved[1], moved[2]) : Landmarks.of(moved[0], moved[1]);
    }

    /**
     * A change of a face's form.
     *
     * <p><b>Threading:</b> the arrays are not copied, and must not be changed.
     */
    public static final class Expression {
        private final double[][] displacement;
        private final double[] eyes;
        private final double lipsClosed;

        /**
         * Keeps the values.
         *
         * @param displacement of each landmark in the canonical frame, {@code [point][axis]}, in distances of the outer eye corners
         * @param eyes what each eye's opening is multiplied with, the picture's left one first; 0 shuts it
         * @param lipsClosed by how much of it the gap between the lips closes, 0 to 1
         */
        public Expression(double[][] displacement, double[] eyes, double lipsClosed) {
            this.displacement = displacement;
            this.eyes = eyes;
            this.lipsClosed = lipsClosed;
        }
    }
}
