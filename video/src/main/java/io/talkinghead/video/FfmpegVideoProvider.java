package io.talkinghead.video;

import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoProvider;
import io.talkinghead.spi.video.VideoReader;
import io.talkinghead.spi.video.VideoWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Opens videos with FFmpeg.
 *
 * <p>Both methods throw a {@link io.talkinghead.error.TalkingHeadException} with
 * {@link io.talkinghead.error.ErrorCode#VIDEO_MODULE_MISSING} when FFmpeg's libraries for this platform are not there.
 *
 * <p><b>Threading:</b> safe to share; every reader and writer is independent of the others.
 */
public final class FfmpegVideoProvider implements VideoProvider {
    /** Makes a provider; nothing is loaded before the first video is opened. */
    public FfmpegVideoProvider() {}

    @Override
    public int spiVersion() {
        return 1;
    }

    @Override
    public VideoReader openReader(Path file) {
        NativeLibraries.load();
        return FfmpegVideoReader.open(file);
    }

    @Override
    public VideoWriter openWriter(Path file, VideoFormat format, @Nullable Path soundFrom) {
        NativeLibraries.load();
        return FfmpegVideoWriter.open(file, format, soundFrom);
    }
}
