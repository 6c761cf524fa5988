package io.talkinghead.drive;

import org.apiguardian.api.API;

/** How a driver's landmarks become the person's. */
@API(status = API.Status.STABLE, since = "0.1")
public enum Motion {
    /** The driver's motion since its neutral frame is applied to the person's own face: its shape is kept. */
    RELATIVE,
    /** The driver's landmarks are taken over as they are, only moved and scaled into the person's crop. */
    ABSOLUTE
}
