package io.talkinghead.spi.picture;

import java.awt.image.BufferedImage;
import org.apiguardian.api.API;

/**
 * The entry with which a module that reads HEIC and AVIF pictures registers with {@link java.util.ServiceLoader}.
 *
 * <p><b>Threading:</b> every method may be called from any thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface PictureProvider {
    /** The version of this SPI. */
    int SPI_VERSION = 1;

    /** Returns the SPI version this provider was written for, as a literal. */
    int spiVersion();

    /**
     * Decodes a HEIC or AVIF file: its main picture, and of an animation the first one.
     *
     * @param file the bytes of the whole file; they are not changed
     * @param source what to call the file in errors
     * @param maxPixels the most that the picture may have; checked before any of it is decoded
     * @return the picture, upright, with 8-bit RGB samples in the colour space of its colour model: that of the file's ICC
     *     profile if it has a usable one, else sRGB
     * @throws io.talkinghead.error.TalkingHeadException {@link io.talkinghead.error.ErrorCode#IMAGE_UNREADABLE} when it cannot
     *     be decoded, {@link io.talkinghead.error.ErrorCode#IMAGE_TOO_LARGE}, or
     *     {@link io.talkinghead.error.ErrorCode#VIDEO_MODULE_MISSING} when native libraries are missing
     */
    BufferedImage read(byte[] file, String source, long maxPixels);
}
