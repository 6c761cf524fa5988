package io.talkinghead.image;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import org.apiguardian.api.API;

/**
 * How large pictures may be. A few bytes of a file may promise a hundred megapixels, which would fill the memory before it turns
 * out that they are not there; or keep the promise, with a single colour.
 *
 * <p><b>Threading:</b> any thread.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PictureSize {
    /** So many are believed of any file. */
    private static final long BELIEVED_PIXELS = 12_000_000;

    /** Photos have at most ten pixels a byte; a blank PNG or JPEG of 24 bits 350 at most. */
    private static final long MOST_PIXELS_PER_BYTE = 1000;

    private PictureSize() {}

    /**
     * Checks a size that a file promises, before the pixels are read.
     *
     * @param pixels of the picture, or of several
     * @param bytes of the file, or of theirs
     * @param source what to call them in errors
     * @throws TalkingHeadException {@link ErrorCode#IMAGE_TOO_LARGE} when there are far more pixels than so many bytes hold of a photo
     */
    public static void check(long pixels, long bytes, String source) {
        if (pixels > BELIEVED_PIXELS && pixels / MOST_PIXELS_PER_BYTE > bytes) {
            throw new TalkingHeadException(
                    ErrorCode.IMAGE_TOO_LARGE,
                    source + " has " + pixels + " pixels in only " + bytes
                            + " bytes; it is damaged, blank or made to fill the memory");
        }
    }
}
