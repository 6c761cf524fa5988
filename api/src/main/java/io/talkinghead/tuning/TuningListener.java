package io.talkinghead.tuning;

import io.talkinghead.work.WorkListener;

/** Hears of the progress of a tuning. Called on the thread that tunes. */
@FunctionalInterface
public interface TuningListener extends WorkListener {
    /** A listener that does nothing. */
    TuningListener NONE = progress -> {};

    /** An epoch has ended; the first call is before the first. */
    default void epochEnded(TuningProgress progress) {}
}
