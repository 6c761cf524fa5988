package io.talkinghead.spi.video;

import java.nio.file.Path;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The entry a video module registers with {@link java.util.ServiceLoader}.
 *
 * <p><b>Threading:</b> every method may be called from any thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface VideoProvider {
    /** The version of this SPI. */
    int SPI_VERSION = 1;

    /** Returns the SPI version this provider was written for, as a literal. */
    int spiVersion();

    /**
     * Opens a video for reading.
     *
     * @throws io.talkinghead.error.TalkingHeadException {@link io.talkinghead.error.ErrorCode#VIDEO_UNREADABLE} naming the
     *     file and the reason
     */
    VideoReader openReader(Path file);

    /**
     * Starts a video file; the format follows the extension: mp4, webm or gif.
     *
     * @param soundFrom a file whose sound is copied along, if it has any, or null
     * @throws io.talkinghead.error.TalkingHeadException {@link io.talkinghead.error.ErrorCode#OUTPUT_NOT_WRITABLE} when the
     *     format is unknown or the folder cannot be written
     */
    VideoWriter openWriter(Path file, VideoFormat format, @Nullable Path soundFrom);
}
