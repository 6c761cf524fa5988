package io.talkinghead.drive;

import io.talkinghead.face.CropRule;
import io.talkinghead.face.Landmarks;
import io.talkinghead.face.pose.LidCalibration;
import io.talkinghead.image.SquareCrop;
import org.apiguardian.api.API;

/**
 * Adapts a driver's landmarks to a person's face.
 *
 * <p><b>Threading:</b> immutable.
 */
@API(status = API.Status.STABLE, since = "0.1")
@FunctionalInterface
public interface MotionTransfer {
    /** Returns the person's landmarks, in pixels of the person's neutral photo, for the driver's, in driver pixels. */
    Landmarks apply(Landmarks driver);

    /**
     * Returns this transfer with its motion multiplied: pose, brows, eyes and mouth move further, or less far. Eyes shut at any strength
     * of 1 or more, and open no further than 1.4 times as wide as at rest; lips never cross.
     *
     * @param strength 0, the person at rest, to 3; 1 returns this transfer
     * @param personNeutral the same as this transfer's
     * @throws IllegalArgumentException when the strength is out of range
     */
    default MotionTransfer withStrength(double strength, Landmarks personNeutral) {
        return StrengthenedMotion.of(this, strength, personNeutral);
    }

    /**
     * The driver's motion since its neutral frame, applied to the person's own face: its shape is kept, whoever drives. With
     * depth on both sides the head turns in 3-D, else only in the picture plane.
     *
     * @param driverNeutral eyes open, mouth closed, frontal
     * @param personNeutral of the person's neutral photo
     */
    static MotionTransfer relative(Landmarks driverNeutral, Landmarks personNeutral) {
        return new RelativeMotion(driverNeutral, personNeutral);
    }

    /**
     * The driver's landmarks as they are: the crop around the driver's neutral frame, the same for the whole clip, is laid onto
     * the person's crop. Shut eyes are shut: see {@link LidCalibration}.
     */
    static MotionTransfer absolute(Landmarks driverNeutral, Landmarks personNeutral) {
        SquareCrop from = CropRule.squareAround(driverNeutral);
        SquareCrop to = CropRule.squareAround(personNeutral);
        double scale = to.side() / from.side();
        LidCalibration lids = LidCalibration.against(driverNeutral);
        return driver ->
                lids.apply(driver).transformed(scale, to.left() - from.left() * scale, to.top() - from.top() * scale);
    }
}
