package io.talkinghead.spi.video;

import io.talkinghead.image.Frame;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * A frame of a video that is decoded, and made into pixels only as far as it is asked for: of a large picture a face needs a small
 * part. It ends with the next call of its reader.
 *
 * <p><b>Threading:</b> as its reader.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface VideoPicture {
    /** Makes it of a frame whose pixels are there. */
    static VideoPicture of(VideoReader.TimedFrame read) {
        return new WholePicture(read);
    }

    /** Returns when it is shown, as {@link VideoReader.TimedFrame#time()}. */
    Duration time();

    /** Returns how long it is shown, as {@link VideoReader.TimedFrame#length()}. */
    Duration length();

    /** Makes all of it. */
    Frame whole();

    /**
     * Makes a part of it, whose pixels are means of those of the whole.
     *
     * @throws IllegalArgumentException when the window is not within the picture
     */
    Frame part(PictureWindow window);
}
