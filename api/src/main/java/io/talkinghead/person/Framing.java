package io.talkinghead.person;

/** How much of the photo a rendered picture shows. */
public enum Framing {
    /** The square crop around the head. */
    CROP,
    /** The whole neutral photo, the moving head blended in with a soft edge. */
    FULL_PHOTO
}
