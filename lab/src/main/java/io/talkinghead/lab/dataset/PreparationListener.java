package io.talkinghead.lab.dataset;

import io.talkinghead.work.WorkListener;
import org.apiguardian.api.API;

/**
 * Hears of the progress of a preparation, {@link #progressed} after every source. Called on the working threads, one at a time;
 * must return soon.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface PreparationListener extends WorkListener {
    /** A listener that does nothing. */
    PreparationListener NONE = progress -> {};

    /**
     * A source could not be used.
     *
     * @param source the video or folder, from the folder prepared
     * @param reason what is wrong with it
     */
    default void rejected(String source, String reason) {}

    /**
     * A part of a source could not be used.
     *
     * @param source the video or folder, from the folder prepared
     * @param reason what is wrong with the part
     */
    default void skipped(String source, String reason) {}
}
