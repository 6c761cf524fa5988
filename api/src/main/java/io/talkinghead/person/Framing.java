package io.talkinghead.person;

import org.apiguardian.api.API;

/** How much of the photo a rendered picture shows. */
@API(status = API.Status.STABLE, since = "0.1")
public enum Framing {
    /** The square crop around the head. */
    CROP,
    /** The whole neutral photo, the moving head blended in with a soft edge. */
    FULL_PHOTO
}
