package io.talkinghead.drive;

import static com.google.common.base.Preconditions.checkArgument;

/** The rates that frames may have. */
final class FrameRate {
    static final double MOST_PER_SECOND = 1000;

    private FrameRate() {}

    /** Tells whether frames may have a rate. */
    static boolean allows(double framesPerSecond) {
        return framesPerSecond > 0 && framesPerSecond <= MOST_PER_SECOND;
    }

    /** Returns a rate that is above 0, at most 1000 frames per second, and refuses any other. */
    static double checked(double framesPerSecond) {
        checkArgument(
                allows(framesPerSecond),
                "frames per second must be above 0, at most %s, not %s",
                MOST_PER_SECOND,
                framesPerSecond);
        return framesPerSecond;
    }
}
