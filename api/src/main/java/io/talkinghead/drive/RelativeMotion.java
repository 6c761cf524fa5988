package io.talkinghead.drive;

import io.talkinghead.face.CropRule;
import io.talkinghead.face.FacePart;
import io.talkinghead.face.FacePoints;
import io.talkinghead.face.Landmarks;
import io.talkinghead.face.pose.HeadAxes;
import io.talkinghead.face.pose.LidCalibration;
import io.talkinghead.face.pose.RigidMotion;

/**
 * The driver's motion since its neutral frame, applied to the person's own neutral face in 3-D: the head's pose as a rigid
 * motion, and on top of it the expression, measured in the head's own frame.
 *
 * <p>The person's neutral expression is the one of their photo: a smile stays until the driver's mouth moves. Eyelids follow
 * the ratio of the driver's eye opening, so that closed eyes close whatever their size; lids and lips never cross. Without
 * depth on either side the pose is the rotation in the picture plane only.
 */
final class RelativeMotion implements MotionTransfer {
    /** A photo that is moved cannot show more of a head's side than it has; turns are eased off towards this angle. */
    private static final double LARGEST_TURN = Math.toRadians(40);

    private static final double LARGEST_SHIFT = 0.10;
    private static final double LARGEST_SCALE = 1.25;

    private final HeadAxes driver;
    private final HeadAxes person;
    private final double[] intoPerson;
    private final double faceScale;
    private final double mouthScale;
    private final double largestShift;
    private final boolean depth;

    RelativeMotion(Landmarks driverNeutral, Landmarks personNeutral) {
        depth = driverNeutral.hasDepth() && personNeutral.hasDepth();
        driver = new HeadAxes(driverNeutral, depth);
        person = new HeadAxes(personNeutral, depth);
        RigidMotion alignment = driver.poseOf(person.neutral);
        intoPerson = alignment.rotation;
        faceScale = alignment.scale;
        mouthScale = ratio(mouthWidth(person.neutral), mouthWidth(driver.neutral), faceScale);
        largestShift = LARGEST_SHIFT * CropRule.squareAround(personNeutral).side();
    }

    @Override
    public Landmarks apply(Landmarks face) {
        double[][] points = HeadAxes.points(face, depth);
        RigidMotion pose = driver.poseOf(points);
        HeadAxes.undo(pose, points);
        return posed(expressive(points), pose);
    }

    /** Returns the person's face with the driver's expression, still in the pose of the person's photo. */
    private double[][] expressive(double[][] now) {
        double[][] face = new double[Landmarks.COUNT][];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            double[] moved = {
                now[i][0] - driver.neutral[i][0], now[i][1] - driver.neutral[i][1], now[i][2] - driver.neutral[i][2]
            };
            double[] residual = scaled(moved, i);
            face[i] = person.neutral[i].clone();
            double[] turned = RigidMotion.turn(intoPerson, residual);
            for (int a = 0; a < 3; a++) {
                face[i][a] += turned[a];
            }
        }
        for (FacePoints.Eye eye : FacePoints.EYES) {
            LidCalibration.scale(face, eye, LidCalibration.opening(now, driver.neutral, eye));
        }
        Lips.keepApart(face, person.neutral);
        return face;
    }

    /** Scales a point's motion to the person; the nose and the eyes' corners do not move of themselves. */
    private double[] scaled(double[] moved, int point) {
        if (point >= FacePart.OUTER_LIPS.first()) {
            return new double[] {moved[0] * mouthScale, moved[1] * mouthScale, moved[2] * mouthScale};
        }
        if (FacePart.LEFT_BROW.contains(point) || FacePart.RIGHT_BROW.contains(point)) {
            return new double[] {moved[0] * faceScale, moved[1] * faceScale, moved[2] * faceScale};
        }
        if (FacePart.JAW.contains(point)) {
            // Only the jaw's opening is its own; sideways it slides with the contour.
            double share = FacePoints.jawShare(point);
            return new double[] {0, moved[1] * faceScale * share, 0};
        }
        return new double[3];
    }

    private Landmarks posed(double[][] face, RigidMotion pose) {
        double[] rotation = pose.rotationWithin(LARGEST_TURN);
        double scale = Math.min(LARGEST_SCALE, Math.max(1 / LARGEST_SCALE, pose.scale));
        double[] pivot = person.pivot();
        double shiftX = eased((pose.target[0] - pose.pivot[0]) * faceScale);
        double shiftY = eased((pose.target[1] - pose.pivot[1]) * faceScale);
        float[][] result = new float[3][Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            double[] centred = {face[i][0] - pivot[0], face[i][1] - pivot[1], face[i][2] - pivot[2]};
            double[] turned = RigidMotion.turn(rotation, centred);
            result[0][i] = (float) (pivot[0] + scale * turned[0] + shiftX);
            result[1][i] = (float) (pivot[1] + scale * turned[1] + shiftY);
            result[2][i] = (float) (pivot[2] + scale * turned[2]);
        }
        return depth ? Landmarks.of(result[0], result[1], result[2]) : Landmarks.of(result[0], result[1]);
    }

    /** Keeps the head inside its crop, which does not move: small shifts unchanged, large ones eased off. */
    private double eased(double shift) {
        return largestShift * Math.tanh(shift / largestShift);
    }

    private static double mouthWidth(double[][] face) {
        double[] left = face[FacePoints.LEFT_MOUTH_CORNER];
        double[] right = face[FacePoints.RIGHT_MOUTH_CORNER];
        double sum = 0;
        for (int a = 0; a < 3; a++) {
            sum += (left[a] - right[a]) * (left[a] - right[a]);
        }
        return Math.sqrt(sum);
    }

    private static double ratio(double a, double b, double otherwise) {
        return b > 1e-6 ? a / b : otherwise;
    }
}
