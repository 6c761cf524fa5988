package io.talkinghead.image;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.file.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes picture files.
 *
 * <p>Reads PNG and JPEG in every usual colour layout (grey, palette, 16 bits, alpha, CMYK) and whatever else the JDK's
 * ImageIO knows; turns phone photos upright by their EXIF orientation. Transparent parts become black.
 *
 * <p><b>Errors:</b> {@link ErrorCode#IMAGE_UNREADABLE} and {@link ErrorCode#IMAGE_TOO_LARGE} name the file and the reason.
 *
 * <p><b>Threading:</b> any thread.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class ImageFiles {
    /** The most pixels a picture may have: 100 megapixels. */
    public static final long MAX_PIXELS = 100_000_000;

    private static final Set<String> EXTENSIONS = Set.of("png", "jpg", "jpeg", "bmp");
    private static final long MAX_FILE_BYTES = 1L << 30;
    private static final float JPEG_QUALITY = 0.95f;

    private ImageFiles() {}

    /** Tells whether a file's name ends as pictures' do: with png, jpg, jpeg or bmp, in any case. */
    public static boolean isPicture(Path file) {
        String name = String.valueOf(file.getFileName());
        return EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** Reads a picture file. */
    public static Frame read(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw unreadable(file.toString(), "it is a folder; give a picture file", null);
            }
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new TalkingHeadException(
                        ErrorCode.IMAGE_TOO_LARGE, file + " has more than " + MAX_FILE_BYTES + " bytes");
            }
            return read(Files.readAllBytes(file), file.toString());
        } catch (NoSuchFileException e) {
            throw unreadable(file.toString(), "there is no such file", e);
        } catch (IOException e) {
            throw unreadable(file.toString(), e.toString(), e);
        }
    }

    /**
     * Reads a picture from the bytes of its file.
     *
     * @param source what to call it in errors
     */
    public static Frame read(byte[] bytes, String source) {
        if (bytes.length == 0) {
            throw unreadable(source, "the file is empty", null);
        }
        // Not ImageIO.createImageInputStream: it may use a cache file.
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw unreadable(source, "it is not a picture of a known format; give a PNG or JPEG file", null);
            }
            TiffSizes.check(bytes);
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, false, true);
                return Orientation.of(bytes).upright(decode(reader, bytes.length, source));
            } finally {
                reader.dispose();
            }
        } catch (TalkingHeadException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // ImageIO's readers answer damaged data with all kinds of unchecked exceptions.
            throw unreadable(source, "it is damaged or cut off: " + e.getMessage(), e);
        }
    }

    private static Frame decode(ImageReader reader, int bytes, String source) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MAX_PIXELS) {
            throw new TalkingHeadException(
                    ErrorCode.IMAGE_TOO_LARGE,
                    source + " has " + width + " x " + height + " pixels; at most " + MAX_PIXELS
                            + " are read; make it smaller first");
        }
        PictureSize.check((long) width * height, bytes, source);
        if (reader.getFormatName().equalsIgnoreCase("gif") && reader.getNumImages(true) > 1) {
            throw unreadable(source, "it is an animation; give a still picture, or use it as a driver", null);
        }
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((IIOReadWarningListener) (from, warning) -> warnings.add(warning));
        BufferedImage image = reader.read(0);
        for (String warning : warnings) {
            if (tellsOfLostPixels(warning)) {
                throw unreadable(source, "it is damaged or cut off: " + warning, null);
            }
        }
        return Frame.from(image);
    }

    /** Readers fill what a truncated file lacks with grey and only warn of it. */
    private static boolean tellsOfLostPixels(String warning) {
        String lower = warning.toLowerCase(Locale.ROOT);
        return lower.contains("truncated")
                || lower.contains("premature")
                || lower.contains("corrupt")
                || lower.contains("unexpected end");
    }

    /**
     * Writes a PNG or JPEG file, chosen by the extension. An existing file is replaced atomically; if that fails, it stays as it was.
     *
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_NOT_WRITABLE} for another extension, or when it cannot be written
     */
    public static void write(Path file, Frame frame) {
        String format = format(file);
        AtomicFile.write(file, temporary -> {
            try (OutputStream out = Files.newOutputStream(temporary)) {
                encode(format, frame, out);
            }
        });
    }

    private static String format(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".png")) {
            return "png";
        }
        if (name.endsWith(".jpg") || name.endsWith(".jpeg")) {
            return "jpeg";
        }
        throw new TalkingHeadException(
                ErrorCode.OUTPUT_NOT_WRITABLE, "cannot write " + file + ": a picture's name ends in .png or .jpg");
    }

    /**
     * Encodes a picture.
     *
     * @param format {@code png} or {@code jpeg}
     */
    public static void encode(String format, Frame frame, OutputStream out) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam settings = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                settings.setCompressionQuality(JPEG_QUALITY);
            }
            writer.write(null, new IIOImage(frame.toBufferedImage(), null, null), settings);
        } finally {
            writer.dispose();
        }
    }

    private static TalkingHeadException unreadable(String source, String problem, @Nullable Throwable cause) {
        return new TalkingHeadException(
                ErrorCode.IMAGE_UNREADABLE, "cannot read the picture " + source + ": " + problem, cause);
    }
}
