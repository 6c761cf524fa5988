package io.talkinghead.face;

import org.apiguardian.api.API;

/** What to do with a driver's frame that shows no face. */
@API(status = API.Status.STABLE, since = "0.1")
public enum NoFacePolicy {
    /** Keep the last pose. */
    HOLD,
    /** Leave the frame out; the picture before it stays for its time. */
    SKIP,
    /** Stop with an error. */
    FAIL
}
