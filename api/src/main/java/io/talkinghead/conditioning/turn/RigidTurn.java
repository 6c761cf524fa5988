package io.talkinghead.conditioning.turn;

import io.talkinghead.face.Landmarks;
import java.util.Random;

/**
 * Another way to hold a head: it turns about the middle between its outer eye corners, grows and moves, and its expression stays.
 *
 * <p><b>Threading:</b> immutable.
 *
 * @param pitch in radians, positive where the face looks down
 * @param yaw in radians, positive where it looks to the left of the picture
 * @param roll in radians, clockwise on the screen
 * @param scale factor of its size
 * @param shiftX to the right, in parts of the crop
 * @param shiftY down, in parts of the crop
 */
public record RigidTurn(double pitch, double yaw, double roll, double scale, double shiftX, double shiftY) {
    /** Changes nothing. */
    public static final RigidTurn NONE = new RigidTurn(0, 0, 0, 1, 0, 0);

    private static final double PITCH = 0.12;
    private static final double YAW = 0.28;
    private static final double ROLL = 0.08;
    private static final double MOST_ANGLE = 0.6;
    private static final double SCALE = 0.06;
    private static final double MOST_SCALE = 0.15;
    private static final double SHIFT = 0.025;

    /** Draws one: angles of a normal distribution of 7, 16 and 5 degrees, none above 34. */
    public static RigidTurn draw(Random random) {
        return new RigidTurn(
                within(PITCH * random.nextGaussian(), MOST_ANGLE),
                within(YAW * random.nextGaussian(), MOST_ANGLE),
                within(ROLL * random.nextGaussian(), MOST_ANGLE),
                1 + within(SCALE * random.nextGaussian(), MOST_SCALE),
                SHIFT * random.nextGaussian(),
                SHIFT * random.nextGaussian());
    }

    private static double within(double value, double most) {
        return Math.max(-most, Math.min(most, value));
    }

    /** Returns a face held so, with depth, in pixels of its crop. */
    public Landmarks apply(PosedFace face) {
        double[][] rotation = rotation();
        float[][] moved = new float[3][Landmarks.COUNT];
        double[] shift = {shiftX * face.resolution(), shiftY * face.resolution(), 0};
        for (int i = 0; i < Landmarks.COUNT; i++) {
            for (int axis = 0; axis < 3; axis++) {
                double turned = 0;
                for (int from = 0; from < 3; from++) {
                    turned += rotation[axis][from]
                            * (face.points[from][i] - face.pose().translation(from));
                }
                moved[axis][i] = (float) (scale * turned + face.pose().translation(axis) + shift[axis]);
            }
        }
        return Landmarks.of(moved[0], moved[1], moved[2]);
    }

    /** About x, then y, then z. */
    double[][] rotation() {
        double sinX = Math.sin(pitch);
        double cosX = Math.cos(pitch);
        double sinY = Math.sin(yaw);
        double cosY = Math.cos(yaw);
        double sinZ = Math.sin(roll);
        double cosZ = Math.cos(roll);
        return new double[][] {
            {cosZ * cosY, cosZ * sinY * sinX - sinZ * cosX, cosZ * sinY * cosX + sinZ * sinX},
            {sinZ * cosY, sinZ * sinY * sinX + cosZ * cosX, sinZ * sinY * cosX - cosZ * sinX},
            {-sinY, cosY * sinX, cosY * cosX}
        };
    }
}
