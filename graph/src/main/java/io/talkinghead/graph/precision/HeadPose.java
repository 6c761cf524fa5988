package io.talkinghead.graph.precision;

import io.talkinghead.face.FacePart;
import io.talkinghead.face.FacePoints;
import io.talkinghead.face.Landmarks;

/**
 * A change of pose and expression, to be made to any face.
 *
 * @param yaw turn to the side, in degrees
 * @param pitch nod, in degrees
 * @param roll tilt in the picture's plane, in degrees
 * @param scale 1 for none
 * @param right shift, in eye distances
 * @param down shift, in eye distances
 * @param mouth how far the lower lip goes down, in eye distances
 * @param lids 0 as they are, 1 closed
 */
record HeadPose(
        double yaw, double pitch, double roll, double scale, double right, double down, double mouth, double lids) {
    /** Returns a face in this pose; with depth where it had one; without, it is taken as flat. */
    Landmarks of(Landmarks face) {
        double[][] points = new double[Landmarks.COUNT][];
        for (int i = 0; i < points.length; i++) {
            points[i] = new double[] {face.x(i), face.y(i), face.z(i)};
        }
        double unit = face.eyeDistance();
        openMouth(points, mouth * unit);
        closeLids(points);
        return moved(points, unit, face.hasDepth());
    }

    private static void openMouth(double[][] points, double by) {
        double downX = points[FacePoints.CHIN][0] - points[FacePoints.NOSE_ROOT][0];
        double downY = points[FacePoints.CHIN][1] - points[FacePoints.NOSE_ROOT][1];
        double length = Math.max(1e-6, Math.hypot(downX, downY));
        for (int i = 0; i < points.length; i++) {
            double share = by * openingShare(i) / length;
            points[i][0] += share * downX;
            points[i][1] += share * downY;
        }
    }

    /** The lower lips go all the way, of the jaw the chin most. */
    private static double openingShare(int point) {
        if (FacePart.JAW.contains(point)) {
            return FacePoints.jawShare(point);
        }
        return FacePoints.isLowerLip(point) ? 1 : 0;
    }

    private void closeLids(double[][] points) {
        for (FacePoints.Eye eye : FacePoints.EYES) {
            for (FacePoints.Pair pair : eye.lids()) {
                double[] upper = points[pair.upper()];
                double[] lower = points[pair.lower()];
                for (int axis = 0; axis < 3; axis++) {
                    upper[axis] += lids * (lower[axis] - upper[axis]);
                }
            }
        }
    }

    private Landmarks moved(double[][] points, double unit, boolean deep) {
        double[] centre = new double[3];
        for (double[] point : points) {
            for (int axis = 0; axis < 3; axis++) {
                centre[axis] += point[axis] / points.length;
            }
        }
        float[] x = new float[points.length];
        float[] y = new float[points.length];
        float[] z = new float[points.length];
        for (int i = 0; i < points.length; i++) {
            double[] at = {points[i][0] - centre[0], points[i][1] - centre[1], points[i][2] - centre[2]};
            turn(at, 0, 2, yaw);
            turn(at, 1, 2, pitch);
            turn(at, 0, 1, roll);
            x[i] = (float) (centre[0] + scale * at[0] + right * unit);
            y[i] = (float) (centre[1] + scale * at[1] + down * unit);
            z[i] = (float) (centre[2] + scale * at[2]);
        }
        return deep ? Landmarks.of(x, y, z) : Landmarks.of(x, y);
    }

    private static void turn(double[] point, int a, int b, double degrees) {
        double cosine = Math.cos(Math.toRadians(degrees));
        double sine = Math.sin(Math.toRadians(degrees));
        double first = cosine * point[a] - sine * point[b];
        point[b] = sine * point[a] + cosine * point[b];
        point[a] = first;
    }
}
