package io.talkinghead.face.pose;

import io.talkinghead.face.FacePart;
import io.talkinghead.face.FacePoints;
import io.talkinghead.face.Landmarks;
import java.util.Arrays;

/**
 * A head's own frame, given by its neutral face: poses are measured against it, and expressions in it, whatever the pose. Only
 * points that expressions do not move count for the pose.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class HeadAxes {
    /** How little each point moves with the expression; jaw points slide along the contour when the head turns. */
    private static final double[] STABLE = stableWeights();

    private static final double STABLE_SUM = Arrays.stream(STABLE).sum();

    /** The neutral face, {@code [point][axis]}; not to be changed. */
    public final double[][] neutral;

    /** With depth only where every face to be measured has it as well. */
    public HeadAxes(Landmarks neutral, boolean depth) {
        this.neutral = points(neutral, depth);
    }

    private static double[] stableWeights() {
        double[] weights = new double[Landmarks.COUNT];
        for (int i = FacePart.NOSE_BRIDGE.first(); i <= FacePart.NOSE_BRIDGE.last(); i++) {
            weights[i] = 1;
        }
        for (FacePoints.Eye eye : FacePoints.EYES) {
            weights[eye.left()] = 1.5;
            weights[eye.right()] = 1.5;
        }
        for (int i = FacePart.NOSTRILS.first(); i <= FacePart.NOSTRILS.last(); i += 2) {
            weights[i] = 0.5;
        }
        weights[FacePart.JAW.first()] = 0.15;
        weights[FacePart.JAW.last()] = 0.15;
        return weights;
    }

    /** Returns how much a point counts for the pose: 0 where expressions move it, up to 1.5. */
    public static double stability(int point) {
        return STABLE[point];
    }

    /** Returns landmarks as {@code [point][axis]}; without depth it is 0. */
    public static double[][] points(Landmarks landmarks, boolean depth) {
        double[][] points = new double[Landmarks.COUNT][];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            points[i] = new double[] {landmarks.x(i), landmarks.y(i), depth ? landmarks.z(i) : 0};
        }
        return points;
    }

    /** Returns the motion that brings the neutral head to a face. */
    public RigidMotion poseOf(double[][] face) {
        return RigidMotion.fit(neutral, face, STABLE);
    }

    /** Takes a pose back from a face, which is changed. */
    public static void undo(RigidMotion pose, double[][] face) {
        for (int i = 0; i < face.length; i++) {
            face[i] = pose.undo(face[i]);
        }
    }

    /** Returns the point about which the head turns. */
    public double[] pivot() {
        double[] pivot = new double[3];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            for (int a = 0; a < 3; a++) {
                pivot[a] += STABLE[i] * neutral[i][a] / STABLE_SUM;
            }
        }
        return pivot;
    }
}
