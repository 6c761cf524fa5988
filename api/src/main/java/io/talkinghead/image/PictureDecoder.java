package io.talkinghead.image;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.service.Services;
import io.talkinghead.spi.picture.PictureProvider;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Makes an upright sRGB frame of the bytes of a picture file, with the readers that are registered with ImageIO or, for HEIC
 * and AVIF, with a module that provides one.
 */
final class PictureDecoder {
    private final byte[] bytes;
    private final String source;
    private final PictureKind kind;

    /** Looks at bytes, which must not be none; {@code source} is what to call them in errors. */
    PictureDecoder(byte[] bytes, String source) {
        this.bytes = bytes;
        this.source = source;
        this.kind = PictureKind.of(bytes);
    }

    Frame decode() {
        if (kind.isProvided()) {
            BufferedImage picture = provider().read(bytes, source, ImageFiles.MAX_PIXELS);
            return ProfiledColours.toSrgb(picture, Optional.empty());
        }
        try (ImageInputStream in = stream()) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw ImageFiles.unreadable(source, kind.advice(), null);
            }
            if (kind == PictureKind.WEBP) {
                WebpSizes.checkWhole(bytes);
            } else if (kind == PictureKind.JPEG) {
                EmbeddedProfile.checkJpeg(bytes);
            }
            TiffSizes.check(bytes);
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, false, true);
                Frame frame = ProfiledColours.toSrgb(read(reader), EmbeddedProfile.of(bytes, kind));
                return Orientation.of(bytes, kind).upright(frame);
            } finally {
                reader.dispose();
            }
        } catch (TalkingHeadException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // ImageIO's readers answer damaged data with all kinds of unchecked exceptions.
            throw ImageFiles.unreadable(source, "it is damaged or cut off: " + e.getMessage(), e);
        }
    }

    /** Not by ImageIO.createImageInputStream: it may use a cache file. */
    private ImageInputStream stream() {
        return kind == PictureKind.WEBP
                ? new WebpInput(bytes)
                : new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes));
    }

    private PictureProvider provider() {
        Services.Loaded<PictureProvider> loaded = Services.load(PictureProvider.class);
        for (Services.Provider<PictureProvider> found : loaded.providers()) {
            if (found.service().spiVersion() == PictureProvider.SPI_VERSION) {
                return found.service();
            }
        }
        String broken = loaded.failures().isEmpty() ? "" : "; broken: " + loaded.failures();
        throw ImageFiles.unreadable(source, kind.advice() + broken, null);
    }

    private BufferedImage read(ImageReader reader) throws IOException {
        checkSize(reader.getWidth(0), reader.getHeight(0));
        if (kind == PictureKind.WEBP) {
            WebpSizes.check(bytes, reader.getWidth(0), reader.getHeight(0));
        }
        if (reader.getFormatName().equalsIgnoreCase("gif") && reader.getNumImages(true) > 1) {
            throw ImageFiles.unreadable(
                    source, "it is an animation; give a still picture, or use it as a driver", null);
        }
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((IIOReadWarningListener) (from, warning) -> warnings.add(warning));
        BufferedImage image = reader.read(0);
        for (String warning : warnings) {
            if (tellsOfLostPixels(warning)) {
                throw ImageFiles.unreadable(source, "it is damaged or cut off: " + warning, null);
            }
        }
        return image;
    }

    private void checkSize(int width, int height) {
        if ((long) width * height > ImageFiles.MAX_PIXELS) {
            throw new TalkingHeadException(
                    ErrorCode.IMAGE_TOO_LARGE,
                    source + " has " + width + " x " + height + " pixels; at most " + ImageFiles.MAX_PIXELS
                            + " are read; make it smaller first");
        }
        PictureSize.check((long) width * height, bytes.length, source);
    }

    /** Readers fill what a truncated file lacks with grey and only warn of it. */
    private static boolean tellsOfLostPixels(String warning) {
        String lower = warning.toLowerCase(Locale.ROOT);
        return lower.contains("truncated")
                || lower.contains("premature")
                || lower.contains("corrupt")
                || lower.contains("unexpected end");
    }
}
