package io.talkinghead.work;

import java.util.OptionalLong;

/**
 * How far long work has come.
 *
 * @param stage what is being done
 * @param done steps done so far
 * @param total steps in all, where known
 */
public record Progress(Stage stage, long done, OptionalLong total) {
    /** The kinds of long work. */
    public enum Stage {
        /** Finding the face in the photos. */
        ANALYZING_PHOTOS,
        /** Computing the person's embedding. */
        EMBEDDING,
        /** Rendering frames. */
        RENDERING
    }
}
