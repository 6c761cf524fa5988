package io.talkinghead.drive;

import io.talkinghead.face.Landmarks;

/**
 * Adapts a driver's landmarks to a person's face.
 *
 * <p><b>Threading:</b> immutable.
 */
@FunctionalInterface
public interface MotionTransfer {
    /** Returns the person's landmarks, in pixels of the person's neutral photo, for the driver's, in driver pixels. */
    Landmarks apply(Landmarks driver);
}
