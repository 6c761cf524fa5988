package io.talkinghead.bench;

import io.talkinghead.face.FacePart;
import io.talkinghead.face.FacePoints;
import io.talkinghead.face.Landmarks;
import io.talkinghead.face.pose.HeadAxes;
import io.talkinghead.face.pose.LidCalibration;
import io.talkinghead.face.pose.RigidMotion;

/**
 * What a face does compared with a neutral one of the same picture: a value for each {@link Trait}. Expressions are read in the head's
 * own frame.
 */
final class FaceReading {
    /** How far behind the eyes the head's centre lies, and above, in eye distances. */
    private static final double BEHIND = 0.72;

    private static final double ABOVE = 0.1;

    /** What is read. Angles are degrees, lids parts of a hundred of their opening, all else those of the eye distance. */
    enum Trait {
        YAW,
        PITCH,
        ROLL,
        ZOOM,
        SHIFT_X,
        SHIFT_Y,
        SMILE,
        MOUTH_OPEN,
        MOUTH_WIDTH,
        MOUTH_SIDE,
        LEFT_BROW,
        RIGHT_BROW,
        LEFT_EYE,
        RIGHT_EYE;

        boolean isAngle() {
            return ordinal() <= ROLL.ordinal();
        }

        boolean isPlace() {
            return this == ZOOM || this == SHIFT_X || this == SHIFT_Y;
        }

        boolean isLid() {
            return this == LEFT_EYE || this == RIGHT_EYE;
        }
    }

    private final double[] values = new double[Trait.values().length];

    /**
     * Reads a face.
     *
     * @param found whether an analyser found it, which leaves shut lids half open; else they are taken as they are
     */
    FaceReading(Landmarks neutral, Landmarks now, boolean found) {
        HeadAxes head = new HeadAxes(neutral, true);
        double[][] face = HeadAxes.points(now, true);
        RigidMotion pose = head.poseOf(face);
        double eyes = neutral.eyeDistance();
        readPose(head.neutral, pose, eyes);
        HeadAxes.undo(pose, face);
        readMouth(head.neutral, face, eyes);
        set(Trait.LEFT_BROW, -100 * moved(head.neutral, face, FacePart.LEFT_BROW) / eyes);
        set(Trait.RIGHT_BROW, -100 * moved(head.neutral, face, FacePart.RIGHT_BROW) / eyes);
        set(Trait.LEFT_EYE, 100 * (opening(head.neutral, face, FacePoints.LEFT_EYE, found) - 1));
        set(Trait.RIGHT_EYE, 100 * (opening(head.neutral, face, FacePoints.RIGHT_EYE, found) - 1));
    }

    private FaceReading() {}

    /** Returns the mean of readings. */
    static FaceReading mean(Iterable<FaceReading> readings) {
        FaceReading mean = new FaceReading();
        int count = 0;
        for (FaceReading reading : readings) {
            count++;
            for (int i = 0; i < mean.values.length; i++) {
                mean.values[i] += (reading.values[i] - mean.values[i]) / count;
            }
        }
        return mean;
    }

    private void readPose(double[][] neutral, RigidMotion pose, double eyes) {
        double[] r = pose.rotation;
        set(Trait.YAW, Math.toDegrees(Math.asin(r[6])));
        set(Trait.PITCH, -Math.toDegrees(Math.atan2(r[7], r[8])));
        set(Trait.ROLL, Math.toDegrees(Math.atan2(r[3], r[0])));
        set(Trait.ZOOM, 100 * (pose.scale - 1));
        double[] left = neutral[FacePoints.LEFT_EYE_CORNER];
        double[] right = neutral[FacePoints.RIGHT_EYE_CORNER];
        double[] centre = new double[3];
        double[] from = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            centre[axis] = (left[axis] + right[axis]) / 2;
        }
        centre[1] -= ABOVE * eyes;
        centre[2] += BEHIND * eyes;
        for (int axis = 0; axis < 3; axis++) {
            from[axis] = centre[axis] - pose.pivot[axis];
        }
        double[] turned = RigidMotion.turn(r, from);
        set(Trait.SHIFT_X, 100 * (pose.target[0] + pose.scale * turned[0] - centre[0]) / eyes);
        set(Trait.SHIFT_Y, 100 * (pose.target[1] + pose.scale * turned[1] - centre[1]) / eyes);
    }

    private void readMouth(double[][] neutral, double[][] now, double eyes) {
        set(Trait.SMILE, 100 * (cornersAbove(now) - cornersAbove(neutral)) / eyes);
        set(Trait.MOUTH_OPEN, 100 * (gap(now) - gap(neutral)) / eyes);
        set(Trait.MOUTH_WIDTH, 100 * (width(now) - width(neutral)) / eyes);
        set(Trait.MOUTH_SIDE, 100 * (middle(now) - middle(neutral)) / eyes);
    }

    private static double cornersAbove(double[][] face) {
        return (face[51][1]
                        + face[57][1]
                        - face[FacePoints.LEFT_MOUTH_CORNER][1]
                        - face[FacePoints.RIGHT_MOUTH_CORNER][1])
                / 2;
    }

    private static double gap(double[][] face) {
        double sum = 0;
        for (FacePoints.Pair lips : FacePoints.LIPS) {
            double[] upper = face[lips.upper()];
            double[] lower = face[lips.lower()];
            sum += Math.hypot(lower[0] - upper[0], lower[1] - upper[1]);
        }
        return sum / FacePoints.LIPS.size();
    }

    private static double width(double[][] face) {
        return face[FacePoints.RIGHT_MOUTH_CORNER][0] - face[FacePoints.LEFT_MOUTH_CORNER][0];
    }

    private static double middle(double[][] face) {
        return (face[51][0]
                        + face[57][0]
                        + face[FacePoints.LEFT_MOUTH_CORNER][0]
                        + face[FacePoints.RIGHT_MOUTH_CORNER][0])
                / 4;
    }

    private static double moved(double[][] neutral, double[][] now, FacePart part) {
        double sum = 0;
        for (int i = part.first(); i <= part.last(); i++) {
            sum += now[i][1] - neutral[i][1];
        }
        return sum / part.count();
    }

    private static double opening(double[][] neutral, double[][] now, FacePoints.Eye eye, boolean found) {
        if (found) {
            return LidCalibration.opening(now, neutral, eye);
        }
        double open = 0;
        double opened = 0;
        for (FacePoints.Pair lids : eye.lids()) {
            open += distance(neutral, lids);
            opened += distance(now, lids);
        }
        return opened / open;
    }

    private static double distance(double[][] face, FacePoints.Pair pair) {
        double[] upper = face[pair.upper()];
        double[] lower = face[pair.lower()];
        return Math.hypot(upper[0] - lower[0], upper[1] - lower[1]);
    }

    private void set(Trait trait, double value) {
        values[trait.ordinal()] = value;
    }

    /** Returns a value; see {@link Trait} for the unit. */
    double of(Trait trait) {
        return values[trait.ordinal()];
    }
}
