package io.talkinghead.person;

import org.apiguardian.api.API;

/** How much of the photo a rendered picture shows. */
@API(status = API.Status.STABLE, since = "0.1")
public enum Framing {
    /** The square crop around the head; 512 to 1024 px a side, as the photo is, if no size is asked for. */
    CROP,
    /**
     * The whole neutral photo, the moving head blended in with a soft edge; at its own size if none is asked for, but with at least
     * 512 px on its shorter side.
     */
    FULL_PHOTO
}
