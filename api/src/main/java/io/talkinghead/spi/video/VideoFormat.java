package io.talkinghead.spi.video;

import static com.google.common.base.Preconditions.checkArgument;

import org.apiguardian.api.API;

/**
 * The shape of a video.
 *
 * @param widthPx of every frame
 * @param heightPx of every frame
 * @param framesPerSecond more than 0, on average, at most 1000
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record VideoFormat(int widthPx, int heightPx, double framesPerSecond) {
    /** Checks the values. */
    public VideoFormat {
        checkArgument(widthPx > 0 && heightPx > 0, "a video needs positive sides, not %s x %s", widthPx, heightPx);
        checkArgument(
                framesPerSecond > 0 && framesPerSecond <= 1000,
                "frames per second up to 1000, not %s",
                framesPerSecond);
    }
}
