package io.talkinghead.drive;

import io.talkinghead.face.FacePoints;
import io.talkinghead.face.Landmarks;
import io.talkinghead.face.pose.HeadAxes;
import io.talkinghead.face.pose.LidCalibration;
import io.talkinghead.face.pose.RigidMotion;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How a person's face differs from their neutral one: the head's rigid motion, how far each eye is open, and what is left, in the head's
 * own frame.
 *
 * <p><b>Threading:</b> immutable.
 */
final class FaceMotion {
    private final RigidMotion pose;
    private final double[] opening;
    private final double[][] rest;

    /**
     * Keeps the values.
     *
     * @param pose of the head
     * @param opening of each eye, in parts of its neutral one, the picture's left one first
     * @param rest what pose and lids leave of each landmark's motion, {@code [point][axis]}
     */
    private FaceMotion(RigidMotion pose, double[] opening, double[][] rest) {
        this.pose = pose;
        this.opening = opening;
        this.rest = rest;
    }

    /**
     * Whose motion it is.
     *
     * <p><b>Threading:</b> immutable.
     */
    static final class Person {
        /** Eyes are opened no wider than this by a strength. */
        private static final double WIDEST = 1.4;

        private final HeadAxes deep;
        private final HeadAxes flat;
        private final boolean depth;

        Person(Landmarks neutral) {
            deep = new HeadAxes(neutral, true);
            flat = new HeadAxes(neutral, false);
            depth = neutral.hasDepth();
        }

        /** Takes landmarks of the person apart. */
        FaceMotion motionTo(Landmarks face) {
            boolean both = depth && face.hasDepth();
            HeadAxes head = both ? deep : flat;
            double[][] points = HeadAxes.points(face, both);
            RigidMotion pose = head.poseOf(points);
            HeadAxes.undo(pose, points);
            double[] opening = new double[FacePoints.EYES.size()];
            double[][] rested = copy(head.neutral);
            for (int eye = 0; eye < opening.length; eye++) {
                opening[eye] = width(points, eye) / Math.max(1e-9, width(head.neutral, eye));
                LidCalibration.scale(rested, FacePoints.EYES.get(eye), opening[eye]);
            }
            for (int i = 0; i < Landmarks.COUNT; i++) {
                for (int axis = 0; axis < 3; axis++) {
                    points[i][axis] -= rested[i][axis];
                }
            }
            return new FaceMotion(pose, opening, points);
        }

        /** Puts parts of motions together, each multiplied by its strength. */
        Landmarks moved(Map<MotionPart, FaceMotion> parts, ToDoubleFunction<MotionPart> strength) {
            double[][] face = copy(deep.neutral);
            double[] opening = part(parts, MotionPart.EYES).opening;
            for (int eye = 0; eye < opening.length; eye++) {
                LidCalibration.scale(
                        face,
                        FacePoints.EYES.get(eye),
                        strengthened(opening[eye], strength.applyAsDouble(MotionPart.EYES)));
            }
            for (int i = 0; i < Landmarks.COUNT; i++) {
                MotionPart of = MotionPart.of(i);
                double[] rest = part(parts, of).rest[i];
                for (int axis = 0; axis < 3; axis++) {
                    face[i][axis] += strength.applyAsDouble(of) * rest[axis];
                }
            }
            Lips.keepApart(face, deep.neutral);
            return held(face, part(parts, MotionPart.POSE).pose, strength.applyAsDouble(MotionPart.POSE));
        }

        private static FaceMotion part(Map<MotionPart, FaceMotion> parts, MotionPart part) {
            FaceMotion motion = parts.get(part);
            if (motion == null) {
                throw new IllegalStateException("nothing gives the " + part);
            }
            return motion;
        }

        private static double strengthened(double opening, double strength) {
            double stronger = 1 + strength * (opening - 1);
            return Math.max(0, Math.min(Math.max(WIDEST, opening), stronger));
        }

        private Landmarks held(double[][] face, RigidMotion pose, double strength) {
            double[] rotation = pose.rotationTimes(strength);
            double scale = Math.pow(pose.scale, strength);
            float[][] result = new float[3][Landmarks.COUNT];
            double[] pivot = deep.pivot();
            for (int i = 0; i < Landmarks.COUNT; i++) {
                double[] centred = {face[i][0] - pivot[0], face[i][1] - pivot[1], face[i][2] - pivot[2]};
                double[] turned = RigidMotion.turn(rotation, centred);
                for (int axis = 0; axis < 3; axis++) {
                    double shift = strength * (pose.target[axis] - pose.pivot[axis]);
                    result[axis][i] = (float) (pivot[axis] + scale * turned[axis] + shift);
                }
            }
            return depth ? Landmarks.of(result[0], result[1], result[2]) : Landmarks.of(result[0], result[1]);
        }

        private static double width(double[][] face, int eye) {
            double sum = 0;
            for (FacePoints.Pair lids : FacePoints.EYES.get(eye).lids()) {
                double[] upper = face[lids.upper()];
                double[] lower = face[lids.lower()];
                sum += Math.hypot(upper[0] - lower[0], upper[1] - lower[1]);
            }
            return sum;
        }

        private static double[][] copy(double[][] points) {
            double[][] copy = new double[points.length][];
            for (int i = 0; i < points.length; i++) {
                copy[i] = points[i].clone();
            }
            return copy;
        }
    }
}
