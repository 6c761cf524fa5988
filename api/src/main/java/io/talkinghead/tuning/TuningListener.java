package io.talkinghead.tuning;

import io.talkinghead.work.WorkListener;
import org.apiguardian.api.API;

/** Hears of the progress of a tuning. Called on the thread that tunes. */
@API(status = API.Status.STABLE, since = "0.1")
@FunctionalInterface
public interface TuningListener extends WorkListener {
    /** A listener that does nothing. */
    TuningListener NONE = progress -> {};

    /** An epoch has ended; the first call is before the first. */
    default void epochEnded(TuningProgress progress) {}
}
