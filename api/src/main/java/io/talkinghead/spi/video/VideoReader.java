package io.talkinghead.spi.video;

import io.talkinghead.image.Frame;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * Reads the frames of a video one after the other, upright (rotation marks of phones are applied).
 *
 * <p><b>Threading:</b> one thread at a time.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface VideoReader extends AutoCloseable {
    /** Returns size and mean frame rate; the nominal one where the file tells only that, as WebM does. */
    VideoFormat format();

    /** Returns the number of frames where the file tells or allows an estimate. */
    OptionalLong frameCount();

    /**
     * Reads the next frame. Damaged pictures are skipped; a truncated file gives its frames, then fails.
     *
     * @return nothing at the end
     * @throws io.talkinghead.error.TalkingHeadException {@link io.talkinghead.error.ErrorCode#VIDEO_UNREADABLE} when the
     *     file ends before its header says or its rest cannot be read
     * @throws IllegalStateException after {@link #close()}
     */
    Optional<TimedFrame> next();

    /**
     * Reads the next frame as {@link #next()} does, in its place, but makes no more of its pixels than is asked for.
     *
     * @return nothing at the end; the picture ends with the next call of this reader
     * @throws io.talkinghead.error.TalkingHeadException as {@link #next()}
     * @throws IllegalStateException after {@link #close()}
     */
    default Optional<VideoPicture> nextPicture() {
        return next().map(VideoPicture::of);
    }

    /**
     * Returns how many pictures were skipped because of damage; certain at the end and after closing. A reader that cannot tell says 0.
     */
    default int lostPictures() {
        return 0;
    }

    @Override
    void close();

    /**
     * A frame with its time.
     *
     * @param frame the picture
     * @param time when it is shown, since the first frame; grows from frame to frame, also where the file's stamps do not
     * @param length how long it is shown as the file says, more than 0; it counts for the last frame
     */
    record TimedFrame(Frame frame, Duration time, Duration length) {}
}
