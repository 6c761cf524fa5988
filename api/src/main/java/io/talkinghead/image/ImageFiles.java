package io.talkinghead.image;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.file.AtomicFile;
import io.talkinghead.internal.run.JavaMemory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes picture files.
 *
 * <p>Reads PNG and JPEG in every usual colour layout (grey, palette, 16 bits, alpha, CMYK), WebP, and whatever else the JDK's
 * ImageIO knows; HEIC and AVIF if the video module is on the class path. Of animated WebP, HEIC and AVIF files it is the
 * first picture. Pictures come upright, by their EXIF orientation or HEIF's own, and in sRGB, by their colour profile.
 * Transparent parts become black.
 *
 * <p><b>Errors:</b> {@link ErrorCode#IMAGE_UNREADABLE} and {@link ErrorCode#IMAGE_TOO_LARGE} name the file and the reason.
 *
 * <p><b>Threading:</b> any thread.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class ImageFiles {
    /** The most pixels a picture may have: 100 megapixels. */
    public static final long MAX_PIXELS = 100_000_000;

    private static final Set<String> EXTENSIONS = Set.of("png", "jpg", "jpeg", "bmp", "webp", "heic", "heif", "avif");
    private static final long MAX_FILE_BYTES = 1L << 30;
    private static final float JPEG_QUALITY = 0.95f;

    private ImageFiles() {}

    /** Tells whether a file's name ends as pictures' do: with png, jpg, jpeg, bmp, webp, heic, heif or avif, in any case. */
    public static boolean isPicture(Path file) {
        String name = String.valueOf(file.getFileName());
        return EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** Reads a picture file. */
    public static Frame read(Path file) {
        return read(bytes(file), file.toString());
    }

    /**
     * Returns the bytes of a picture file, which are not looked at: {@link #read(byte[], String)} and {@link Synthesis#in} do that.
     *
     * @throws TalkingHeadException {@link ErrorCode#IMAGE_UNREADABLE} for a folder or a file that cannot be read,
     *     {@link ErrorCode#IMAGE_TOO_LARGE} above a gigabyte
     */
    public static byte[] bytes(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw unreadable(file.toString(), "it is a folder; give a picture file", null);
            }
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new TalkingHeadException(
                        ErrorCode.IMAGE_TOO_LARGE, file + " has more than " + MAX_FILE_BYTES + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (OutOfMemoryError e) {
            throw JavaMemory.tooLittleFor("reading the picture " + file, e);
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
        return JavaMemory.enoughFor("the picture " + source, () -> new PictureDecoder(bytes, source).decode());
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
     * Encodes a picture. One that a head rendered says so in XMP: see {@link Frame#synthesis()}.
     *
     * @param format {@code png} or {@code jpeg}
     */
    public static void encode(String format, Frame frame, OutputStream out) throws IOException {
        encode(format, frame, JPEG_QUALITY, out);
    }

    /**
     * Encodes a picture as JPEG. One that a head rendered says so in XMP: see {@link Frame#synthesis()}.
     *
     * @param quality 0 to 1; what is written to files has 0.95
     */
    public static void encodeJpeg(Frame frame, float quality, OutputStream out) throws IOException {
        checkArgument(quality >= 0 && quality <= 1, "a quality is 0 to 1, not %s", quality);
        encode("jpeg", frame, quality, out);
    }

    private static void encode(String format, Frame frame, float quality, OutputStream out) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam settings = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                settings.setCompressionQuality(quality);
            }
            writer.write(null, LabelledImage.of(frame, format, writer, settings), settings);
        } finally {
            writer.dispose();
        }
    }

    static TalkingHeadException unreadable(String source, String problem, @Nullable Throwable cause) {
        return new TalkingHeadException(
                ErrorCode.IMAGE_UNREADABLE, "cannot read the picture " + source + ": " + problem, cause);
    }
}
