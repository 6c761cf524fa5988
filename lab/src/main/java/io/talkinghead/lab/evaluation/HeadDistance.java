package io.talkinghead.lab.evaluation;

import io.talkinghead.face.Landmarks;
import io.talkinghead.face.pose.HeadAxes;
import io.talkinghead.face.pose.RigidMotion;
import org.apiguardian.api.API;

/**
 * How far two pictures of one person are apart in pose and in expression, by their landmarks with depth: what papers call APD and AED.
 * Those measure in the parameters of a 3-D face model, which a network finds; here a neutral face of the person is fitted to the
 * landmarks by a similarity, over points that expressions do not move. Figures are therefore not comparable with those of papers.
 *
 * <p><b>Threading:</b> immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HeadDistance {
    private final HeadAxes axes;
    private final double eyeDistance;

    /** Measures heads of one person, given by a neutral face with depth. */
    public HeadDistance(Landmarks neutral) {
        axes = new HeadAxes(neutral, true);
        eyeDistance = Math.max(1e-6, neutral.eyeDistance());
    }

    /**
     * Returns the angle of the rotation that turns one head to the other, 0 to 180 degrees.
     *
     * @param first landmarks with depth, of any size and place
     * @param second likewise
     */
    public double poseDegrees(Landmarks first, Landmarks second) {
        double[] a = pose(first).rotation;
        double[] b = pose(second).rotation;
        double trace = 0;
        for (int i = 0; i < a.length; i++) {
            trace += a[i] * b[i];
        }
        return Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, (trace - 1) / 2))));
    }

    /**
     * Returns the mean distance of the 68 points, in 3-D, once both heads are moved, turned and scaled to the neutral face, in percent of
     * that one's outer-eye distance.
     *
     * @param first landmarks with depth, of any size and place
     * @param second likewise
     */
    public double expressionPercent(Landmarks first, Landmarks second) {
        double[][] a = unposed(first);
        double[][] b = unposed(second);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double square = 0;
            for (int axis = 0; axis < 3; axis++) {
                square += (a[i][axis] - b[i][axis]) * (a[i][axis] - b[i][axis]);
            }
            sum += Math.sqrt(square);
        }
        return 100 * sum / a.length / eyeDistance;
    }

    private RigidMotion pose(Landmarks landmarks) {
        return axes.poseOf(HeadAxes.points(landmarks, true));
    }

    private double[][] unposed(Landmarks landmarks) {
        double[][] points = HeadAxes.points(landmarks, true);
        HeadAxes.undo(axes.poseOf(points), points);
        return points;
    }
}
