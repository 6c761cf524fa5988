package io.talkinghead.face;

/** What to do with a driver's frame that shows no face. */
public enum NoFacePolicy {
    /** Keep the last pose. */
    HOLD,
    /** Leave the frame out; the picture before it stays for its time. */
    SKIP,
    /** Stop with an error. */
    FAIL
}
