package io.talkinghead.work;

/** Hears how far long work has come. Called on the working thread; must return soon. */
@FunctionalInterface
public interface WorkListener {
    /** A listener that does nothing. */
    WorkListener NONE = progress -> {};

    /** Some work was done. */
    void progressed(Progress progress);
}
