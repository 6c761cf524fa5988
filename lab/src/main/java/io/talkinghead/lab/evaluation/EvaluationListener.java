package io.talkinghead.lab.evaluation;

/** Hears how far an evaluation has come. Called on the working thread; must return soon. */
@FunctionalInterface
public interface EvaluationListener {
    /** A listener that does nothing. */
    EvaluationListener NONE = (done, total) -> {};

    /**
     * A person was judged with one number of photos.
     *
     * @param done so many
     * @param total of so many
     */
    void progressed(int done, int total);
}
