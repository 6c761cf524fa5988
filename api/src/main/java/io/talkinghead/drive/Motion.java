package io.talkinghead.drive;

/** How a driver's landmarks become the person's. */
public enum Motion {
    /** The driver's motion since its neutral frame is applied to the person's own face: its shape is kept. */
    RELATIVE,
    /** The driver's landmarks are taken over as they are, only moved and scaled into the person's crop. */
    ABSOLUTE
}
