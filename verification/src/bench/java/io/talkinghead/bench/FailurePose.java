package io.talkinghead.bench;

import io.talkinghead.face.FacePart;
import io.talkinghead.face.FacePoints;
import io.talkinghead.face.Landmarks;

/** The poses on the sheet of what goes wrong, from the photo's own landmarks. Left and right are those of the picture. */
enum FailurePose {
    PHOTO("as in the photo", 0, 0, 0, 0, 0),
    LEFT_50("turned 50 to the left", -50, 0, 0, 0, 0),
    LEFT_35("35 to the left", -35, 0, 0, 0, 0),
    LEFT_20("20 to the left", -20, 0, 0, 0, 0),
    RIGHT_20("20 to the right", 20, 0, 0, 0, 0),
    RIGHT_35("35 to the right", 35, 0, 0, 0, 0),
    RIGHT_50("50 to the right", 50, 0, 0, 0, 0),
    DOWN_18("nodding, 18 down", 0, 18, 0, 0, 0),
    UP_18("nodding, 18 up", 0, -18, 0, 0, 0),
    TILTED_20("tilted 20", 0, 0, 20, 0, 0),
    MOUTH_WIDE("mouth wide open", 0, 0, 0, 0.45, 0),
    EYES_SHUT("eyes shut", 0, 0, 0, 0, 1);

    /** How far behind the eyes lies what the head turns about, in eye distances. */
    private static final double CENTRE_DEPTH = 0.6;
    /** Where on the way from the upper to the lower lid a shut eye's line lies, as {@code lids-v1} has it. */
    private static final double CLOSING_LINE = 0.95;

    private final String label;
    private final double yaw;
    private final double pitch;
    private final double roll;
    private final double mouth;
    private final double lids;

    /** Angles are in degrees, the mouth's opening in eye distances; the lids go from 0, as they are, to 1, shut. */
    FailurePose(String label, double yaw, double pitch, double roll, double mouth, double lids) {
        this.label = label;
        this.yaw = yaw;
        this.pitch = pitch;
        this.roll = roll;
        this.mouth = mouth;
        this.lids = lids;
    }

    String label() {
        return label;
    }

    /** Returns a face in this pose. */
    Landmarks of(Landmarks face) {
        double[][] points = new double[Landmarks.COUNT][];
        for (int i = 0; i < points.length; i++) {
            points[i] = new double[] {face.x(i), face.y(i), face.z(i)};
        }
        openMouth(points);
        closeLids(points);
        return turned(points);
    }

    private void openMouth(double[][] points) {
        double[] chin = points[FacePoints.CHIN].clone();
        double[] root = points[FacePoints.NOSE_ROOT].clone();
        double by = mouth * eyeDistance(points) / distance(chin, root);
        for (int i = 0; i < points.length; i++) {
            for (int axis = 0; axis < 3; axis++) {
                points[i][axis] += by * openingShare(i) * (chin[axis] - root[axis]);
            }
        }
    }

    /** The lower lip goes all the way, of the jaw the chin most. */
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
                    double line = upper[axis] + CLOSING_LINE * (lower[axis] - upper[axis]);
                    upper[axis] += lids * (line - upper[axis]);
                    lower[axis] += lids * (line - lower[axis]);
                }
            }
        }
    }

    /** Turns a head rigidly about its centre, which is taken to lie behind the middle of the eyes. */
    private Landmarks turned(double[][] points) {
        double[] left = points[FacePoints.LEFT_EYE_CORNER];
        double[] right = points[FacePoints.RIGHT_EYE_CORNER];
        double[] centre = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            centre[axis] = (left[axis] + right[axis]) / 2;
        }
        centre[2] += CENTRE_DEPTH * eyeDistance(points);
        float[][] turned = new float[3][points.length];
        for (int i = 0; i < points.length; i++) {
            double[] at = new double[3];
            for (int axis = 0; axis < 3; axis++) {
                at[axis] = points[i][axis] - centre[axis];
            }
            turn(at, 0, 2, yaw);
            turn(at, 1, 2, pitch);
            turn(at, 0, 1, roll);
            for (int axis = 0; axis < 3; axis++) {
                turned[axis][i] = (float) (centre[axis] + at[axis]);
            }
        }
        return Landmarks.of(turned[0], turned[1], turned[2]);
    }

    private static void turn(double[] point, int a, int b, double degrees) {
        double cosine = Math.cos(Math.toRadians(degrees));
        double sine = Math.sin(Math.toRadians(degrees));
        double first = cosine * point[a] - sine * point[b];
        point[b] = sine * point[a] + cosine * point[b];
        point[a] = first;
    }

    private static double eyeDistance(double[][] points) {
        return distance(points[FacePoints.LEFT_EYE_CORNER], points[FacePoints.RIGHT_EYE_CORNER]);
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
    }
}
