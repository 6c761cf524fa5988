package io.talkinghead.video;

import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.spi.picture.PictureProvider;
import java.awt.image.BufferedImage;

/**
 * Decodes HEIC and AVIF pictures with FFmpeg.
 *
 * <p>Transparency is passed over, and so are thumbnails, depth and gain maps.
 *
 * <p><b>Threading:</b> safe to share; every picture is independent of the others.
 */
public final class FfmpegPictureProvider implements PictureProvider {
    /** Makes a provider; nothing is loaded before the first picture is read. */
    public FfmpegPictureProvider() {}

    @Override
    public int spiVersion() {
        return 1;
    }

    @Override
    public BufferedImage read(byte[] file, String source, long maxPixels) {
        NativeStatus status = NativeStatus.readingPicture(source);
        try {
            NativeLibraries.load();
        } catch (TalkingHeadException e) {
            throw new TalkingHeadException(e.code(), status.subject() + ": " + e.reason(), e);
        }
        try (HeifFile heif = HeifFile.open(file, status)) {
            HeifLayout layout = HeifLayout.of(heif.context(), status);
            layout.checkSize(source, file.length, maxPixels);
            try (HeifCanvas canvas = HeifCanvas.of(heif, layout, maxPixels, status)) {
                int first = layout.tiles().get(0).stream();
                return new HeifRgb(canvas.frame(), status)
                        .image(layout.extras(), heif.context().streams(first).codecpar());
            }
        }
    }
}
