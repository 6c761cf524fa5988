package io.talkinghead.lab.training;

import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The outcome of a training.
 *
 * @param step updates done, those of earlier runs included
 * @param validations all of them, those of earlier runs included
 * @param stop why it ended
 * @param time this run took
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record TrainingReport(long step, List<TrainingValidation> validations, Stop stop, Duration time) {
    /** Copies the list. */
    public TrainingReport {
        validations = List.copyOf(validations);
    }

    /** Why a training ended. */
    public enum Stop {
        /** All steps are done. */
        COMPLETED,
        /** It was cancelled. */
        CANCELLED,
        /** The time budget was used up. */
        TIME_BUDGET,
        /** The losses diverged again and again; the last good checkpoint is on disk. */
        DIVERGED
    }
}
