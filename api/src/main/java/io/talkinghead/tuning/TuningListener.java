package io.talkinghead.tuning;

/** Hears of a tuning's progress and may end it. Called on the tuning thread. */
public interface TuningListener {
    /** Hears nothing and never ends a tuning. */
    TuningListener NONE = progress -> {};

    /** An epoch has ended. */
    void epochEnded(TuningProgress progress);

    /**
     * Says whether to stop, with the best person so far. Asked after every step; another thread may have made the decision.
     */
    default boolean isCancelled() {
        return false;
    }
}
