package io.talkinghead.drive;

import static com.google.common.base.Preconditions.checkArgument;

import org.apiguardian.api.API;

/**
 * How a head is held, compared with the photo: turned about its centre, larger or smaller, moved.
 *
 * <p>Up to about 30 degrees pictures are good, beyond that the far side of the face, which no photo shows, is guessed.
 *
 * <p><b>Threading:</b> immutable.
 *
 * @param yaw in degrees, -60 to 60, positive where the face turns to the right of the picture
 * @param pitch in degrees, -45 to 45, positive where it looks up
 * @param roll in degrees, -60 to 60, positive where the head leans clockwise on the screen
 * @param zoom factor of its size, 0.5 to 2
 * @param shiftX to the right, in sides of the crop around the head, -0.5 to 0.5
 * @param shiftY down, in sides of the crop, -0.5 to 0.5
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record HeadPose(double yaw, double pitch, double roll, double zoom, double shiftX, double shiftY) {
    /** The photo's own. */
    public static final HeadPose NEUTRAL = new HeadPose(0, 0, 0, 1, 0, 0);

    /** Checks the ranges; a value that is no number is out of range. */
    public HeadPose {
        check("yaw", yaw, -60, 60);
        check("pitch", pitch, -45, 45);
        check("roll", roll, -60, 60);
        check("zoom", zoom, 0.5, 2);
        check("shift to the right", shiftX, -0.5, 0.5);
        check("shift down", shiftY, -0.5, 0.5);
    }

    private static void check(String name, double value, double least, double most) {
        checkArgument(value >= least && value <= most, "%s must be %s to %s, not %s", name, least, most, value);
    }

    /**
     * Returns a head that is turned only.
     *
     * @throws IllegalArgumentException when an angle is out of range
     */
    public static HeadPose turned(double yaw, double pitch, double roll) {
        return NEUTRAL.withTurn(yaw, pitch, roll);
    }

    /**
     * Returns this pose with other angles.
     *
     * @throws IllegalArgumentException when one is out of range
     */
    public HeadPose withTurn(double newYaw, double newPitch, double newRoll) {
        return new HeadPose(newYaw, newPitch, newRoll, zoom, shiftX, shiftY);
    }

    /**
     * Returns this pose with another size.
     *
     * @throws IllegalArgumentException when it is out of range
     */
    public HeadPose withZoom(double newZoom) {
        return new HeadPose(yaw, pitch, roll, newZoom, shiftX, shiftY);
    }

    /**
     * Returns this pose at another place.
     *
     * @throws IllegalArgumentException when it is out of range
     */
    public HeadPose withShift(double newShiftX, double newShiftY) {
        return new HeadPose(yaw, pitch, roll, zoom, newShiftX, newShiftY);
    }
}
