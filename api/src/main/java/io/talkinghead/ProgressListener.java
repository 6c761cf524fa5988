package io.talkinghead;

/** Hears how far long work has come. Called on the working thread; must return soon. */
@FunctionalInterface
public interface ProgressListener {
    /** A listener that does nothing. */
    ProgressListener NONE = progress -> {};

    /** Some work was done. */
    void progressed(Progress progress);
}
