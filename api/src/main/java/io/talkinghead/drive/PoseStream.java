package io.talkinghead.drive;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A driver that is playing. Close it to release the file behind it.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
public interface PoseStream extends AutoCloseable {
    /** Returns the frames per second. */
    double framesPerSecond();

    /** Returns the width of the driver's picture in pixels. */
    int widthPx();

    /** Returns the height of the driver's picture in pixels. */
    int heightPx();

    /** Returns the number of frames, where it is known. */
    OptionalLong frameCount();

    /** Returns the next pose, or nothing at the end. */
    Optional<Pose> next();

    @Override
    void close();
}
