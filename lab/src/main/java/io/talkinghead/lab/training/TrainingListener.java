package io.talkinghead.lab.training;

/** Hears of a training's progress and may end it. Called on the training thread. */
public interface TrainingListener {
    /** Hears nothing and never ends a training. */
    TrainingListener NONE = progress -> {};

    /** A row of steps is done. */
    void stepsDone(TrainingProgress progress);

    /** A training found a checkpoint and goes on after this step. */
    default void resumed(long step) {}

    /** A checkpoint is on disk, and the model was judged. */
    default void checkpointWritten(TrainingValidation validation) {}

    /** The losses diverged: the training goes back to the checkpoint of this step, with lower rates. */
    default void rewound(long step) {}

    /** Says whether to stop, with a checkpoint. Asked after every step; another thread may have made the decision. */
    default boolean isCancelled() {
        return false;
    }
}
