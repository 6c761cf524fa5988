package io.talkinghead.spi.video;

import io.talkinghead.image.Frame;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * Writes a video under a temporary name; closed without {@link #finish()} it leaves nothing behind.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface VideoWriter extends AutoCloseable {
    /**
     * Writes a frame at a time.
     *
     * @param start when it is shown, since the video's start; grows from frame to frame. Kept to 1/60 000 s in MP4, 1/1000 s in WebM
     *     and 1/100 s in GIF, where a frame that would be shown for less than two hundredths is left out
     * @param length how long it is shown, more than 0, if it is the last
     * @throws IllegalArgumentException when the size differs from the format or the start does not grow
     * @throws IllegalStateException after {@link #finish()}, {@link #close()} or a failure
     * @throws io.talkinghead.error.TalkingHeadException {@link io.talkinghead.error.ErrorCode#OUTPUT_NOT_WRITABLE} when
     *     writing fails, as on a full disk; nothing is left behind then
     */
    void write(Frame frame, Duration start, Duration length);

    /**
     * Writes a frame at the format's even rate.
     *
     * @param index its place in time, counted in frames from 0 and growing; where one is left out, the picture before it
     *     stays
     * @throws IllegalArgumentException when the size differs from the format or the index does not grow
     * @throws IllegalStateException after {@link #finish()}, {@link #close()} or a failure
     * @throws io.talkinghead.error.TalkingHeadException {@link io.talkinghead.error.ErrorCode#OUTPUT_NOT_WRITABLE} when
     *     writing fails, as on a full disk; nothing is left behind then
     */
    void write(Frame frame, long index);

    /**
     * Completes the file, with the sound up to the end of the last frame, and moves it to its name.
     *
     * @throws IllegalStateException when no frame was written, and after {@code finish()}, {@link #close()} or a failure
     * @throws io.talkinghead.error.TalkingHeadException {@link io.talkinghead.error.ErrorCode#OUTPUT_NOT_WRITABLE} when
     *     writing fails; nothing is left behind then
     */
    void finish();

    @Override
    void close();
}
