package io.talkinghead.internal.engine;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.service.Services;
import io.talkinghead.spi.video.VideoProvider;

/** The module that reads and writes videos, if it is there. */
public final class VideoModule {
    private VideoModule() {}

    /**
     * Returns it.
     *
     * @throws TalkingHeadException {@link ErrorCode#VIDEO_MODULE_MISSING} naming the artifact to add
     */
    public static VideoProvider get() {
        Services.Loaded<VideoProvider> loaded = Services.load(VideoProvider.class);
        for (Services.Provider<VideoProvider> found : loaded.providers()) {
            if (found.service().spiVersion() == VideoProvider.SPI_VERSION) {
                return found.service();
            }
        }
        throw new TalkingHeadException(
                ErrorCode.VIDEO_MODULE_MISSING,
                "reading and writing video files needs the artifact io.talkinghead:talkinghead-video on the class path"
                        + (loaded.failures().isEmpty() ? "" : "; broken: " + loaded.failures()));
    }
}
