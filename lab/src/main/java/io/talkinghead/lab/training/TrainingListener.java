package io.talkinghead.lab.training;

import io.talkinghead.work.WorkListener;
import org.apiguardian.api.API;

/** Hears of the progress of a training, {@link #progressed} after every step. Called on the thread that trains. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface TrainingListener extends WorkListener {
    /** A listener that does nothing. */
    TrainingListener NONE = progress -> {};

    /** A row of steps is done. */
    default void stepsDone(TrainingProgress progress) {}

    /** A training found a checkpoint and goes on after this step. */
    default void resumed(long step) {}

    /** A checkpoint is on disk, and the model was validated. */
    default void checkpointWritten(TrainingValidation validation) {}

    /** The losses diverged: the training goes back to the checkpoint of this step, with lower rates. */
    default void rewound(long step) {}
}
