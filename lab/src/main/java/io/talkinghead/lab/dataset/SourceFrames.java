package io.talkinghead.lab.dataset;

import io.talkinghead.image.Frame;
import java.time.Duration;
import java.util.Optional;

/** The frames of a source that are wanted, one after the other; opened twice it gives the same. */
interface SourceFrames extends AutoCloseable {
    /** Returns the next frame, or nothing at the end. */
    Optional<SourceFrame> next();

    /** Tells whether the frames follow each other so closely that a face can be followed from one to the next. */
    boolean continuous();

    @Override
    void close();

    /**
     * A frame.
     *
     * @param index among those wanted
     * @param time since the start of the source
     * @param picture the whole picture
     */
    record SourceFrame(int index, Duration time, Frame picture) {}
}
