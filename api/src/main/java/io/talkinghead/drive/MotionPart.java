package io.talkinghead.drive;

import io.talkinghead.face.FacePart;
import org.apiguardian.api.API;

/** A part of a head's motion, which may come from another driver than the rest: see {@link DriverMix}. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum MotionPart {
    /** How the head is held: its angles, size and place. */
    POSE,
    BROWS,
    /** The lids; {@link FaceControl} tells why not the gaze. */
    EYES,
    /** The lips and the jaw. */
    MOUTH;

    /** Returns which part of the expression a landmark belongs to; the nose goes with the mouth. */
    static MotionPart of(int point) {
        if (FacePart.LEFT_BROW.contains(point) || FacePart.RIGHT_BROW.contains(point)) {
            return BROWS;
        }
        if (FacePart.LEFT_EYE.contains(point) || FacePart.RIGHT_EYE.contains(point)) {
            return EYES;
        }
        return MOUTH;
    }
}
