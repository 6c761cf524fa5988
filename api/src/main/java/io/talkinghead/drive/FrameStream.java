package io.talkinghead.drive;

import io.talkinghead.image.Frame;
import java.util.Optional;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * Frames one after the other, each with its place in time: what a driver follows a face in. Close it to release the file
 * behind it.
 *
 * <p><b>Threading:</b> one thread at a time, not always the same.
 */
@API(status = API.Status.STABLE, since = "0.1")
public interface FrameStream extends AutoCloseable {
    /** Returns the frames per second on average, more than 0, at most 1000. */
    double framesPerSecond();

    /** Returns the next frame, or nothing at the end. */
    Optional<TimedFrame> next();

    /** Returns the number of frames, where it is known. */
    default OptionalLong frameCount() {
        return OptionalLong.empty();
    }

    /** Returns how many frames to read ahead when looking for a neutral face; few for a live source. */
    default int neutralWindow() {
        return PoseStream.NEUTRAL_WINDOW;
    }

    /** Tells whether frames come as they happen, so that whatever is done ahead would be shown late. */
    default boolean isLive() {
        return false;
    }

    @Override
    void close();

    /**
     * A frame.
     *
     * @param time its place in time; starts grow from frame to frame
     * @param frame the picture
     */
    record TimedFrame(FrameTime time, Frame frame) {}
}
