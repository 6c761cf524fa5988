package io.talkinghead.drive;

import java.util.Optional;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * A driver that is playing. Close it to release the file behind it.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
@API(status = API.Status.STABLE, since = "0.1")
public interface PoseStream extends AutoCloseable {
    /** How many frames are read ahead when looking for a neutral one, if nothing else is said. */
    int NEUTRAL_WINDOW = 300;

    /** Returns the frames per second on average. */
    double framesPerSecond();

    /** Returns the number of frames, where it is known. */
    OptionalLong frameCount();

    /** Returns how many frames to read ahead when looking for a neutral one; few for a live source. */
    default int neutralWindow() {
        return NEUTRAL_WINDOW;
    }

    /** Tells whether its frames come as they happen, so that whatever is done ahead would be shown late. */
    default boolean isLive() {
        return false;
    }

    /**
     * Tells whether the landmarks are the person's already, in pixels of the neutral photo: they are shown as they are, with no neutral
     * frame, no motion transfer and no smoothing.
     */
    default boolean isPlaced() {
        return false;
    }

    /** Returns the next pose, or nothing at the end. */
    Optional<Pose> next();

    @Override
    void close();
}
