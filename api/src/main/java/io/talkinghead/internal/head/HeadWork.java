package io.talkinghead.internal.head;

import io.talkinghead.tuning.TuningListener;
import io.talkinghead.tuning.TuningOptions;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.WorkListener;
import java.util.Optional;

/**
 * The work on a head while it is made: who hears of it, and who ends it.
 *
 * @param listener hears of the work on photos
 * @param tuning fine-tuning, where it is asked for
 * @param cancellation ends all of it
 */
public record HeadWork(WorkListener listener, Optional<Tuned> tuning, Cancellation cancellation) {
    /**
     * A fine-tuning that is asked for.
     *
     * @param options how
     * @param listener hears of it
     */
    public record Tuned(TuningOptions options, TuningListener listener) {}
}
