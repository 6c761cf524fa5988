package io.talkinghead.drive;

import io.talkinghead.face.Landmarks;
import io.talkinghead.work.Cancellation;
import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What a driver is given when it starts to play. The library implements it.
 *
 * <p><b>Threading:</b> any thread.
 */
@API(status = API.Status.STABLE, since = "0.1")
public interface DriverContext {
    /**
     * Opens a video file.
     *
     * @throws io.talkinghead.error.TalkingHeadException {@link io.talkinghead.error.ErrorCode#VIDEO_MODULE_MISSING} without the
     *     video module on the class path, {@link io.talkinghead.error.ErrorCode#VIDEO_UNREADABLE} when it cannot be read
     */
    FrameStream video(Path file);

    /**
     * Finds a face in frames and follows it. Unless they are live, a separate thread reads a frame ahead.
     *
     * @return the poses, which own the frames from now on
     */
    PoseStream follow(FrameStream frames);

    /**
     * Returns the landmarks of the photo of the person who is moved, in its pixels, for drivers that make
     * {@linkplain PoseStream#isPlaced() the person's own}; nothing where a driver is only followed.
     */
    Optional<Landmarks> person();

    /**
     * Opens another driver, with its motion made the person's: from a neutral frame of its own, smoothed and adapted as the animation's
     * options say, or left as it is where it is {@linkplain PoseStream#isPlaced() placed} already.
     *
     * @throws IllegalStateException where a driver is only followed
     */
    PoseStream placed(Driver driver);

    /** Returns what ends the playing; code that waits for something, such as a camera, must check it. */
    Cancellation cancellation();
}
