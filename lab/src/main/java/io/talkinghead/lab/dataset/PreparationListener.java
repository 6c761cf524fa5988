package io.talkinghead.lab.dataset;

/** Hears how a preparation goes. Called on the working threads, one at a time; must return soon. */
@FunctionalInterface
public interface PreparationListener {
    /** A listener that does nothing. */
    PreparationListener NONE = progress -> {};

    /** A source was finished. */
    void progressed(PreparationProgress progress);

    /**
     * Something could not be used: a whole source, or a part of one.
     *
     * @param source the video or folder, from the folder prepared
     * @param reason what is wrong with it
     */
    default void skipped(String source, String reason) {}
}
