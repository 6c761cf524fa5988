package io.talkinghead.verification.gpu;

/** How a check of the kit ended. */
enum CheckStatus {
    /** It did what it should. */
    PASSED,
    /** It ran, and something was wrong. */
    FAILED,
    /** The engine, a library or the device is not there or does not do this, and said so. */
    REFUSED,
    /** Its process ended without a word. */
    CRASHED,
    /** It took longer than it may, and was stopped. */
    STOPPED,
    /** There was no time left for it. */
    NOT_BEGUN
}
