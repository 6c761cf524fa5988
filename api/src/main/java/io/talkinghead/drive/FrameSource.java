package io.talkinghead.drive;

import io.talkinghead.image.Frame;
import java.util.Optional;
import java.util.OptionalLong;

/** Frames one after the other, each with its place in time. */
interface FrameSource extends AutoCloseable {
    /** Returns the next frame, or nothing at the end. */
    Optional<IndexedFrame> next();

    /** Returns the number of frames, where it is known. */
    OptionalLong frameCount();

    /** Returns how many frames may be read ahead. */
    int window();

    /** Tells whether frames come as they happen. */
    default boolean isLive() {
        return false;
    }

    @Override
    void close();

    /**
     * A frame.
     *
     * @param index its place in time, in frames, growing
     * @param frame the picture
     */
    record IndexedFrame(long index, Frame frame) {}
}
