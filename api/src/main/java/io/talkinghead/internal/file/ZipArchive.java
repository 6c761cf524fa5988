package io.talkinghead.internal.file;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Small zip files as maps from plain names to contents.
 *
 * <p>Reading trusts nothing: names must be plain ({@code photos/0.png}), each at most once, and the bytes that really come
 * out are counted, whatever the entries claim. What comes out may not be out of all proportion to the file either: weights
 * and pictures hardly shrink in a zip, while ten gigabytes of zeros fit into a few megabytes and would fill the memory.
 */
public final class ZipArchive {
    private static final Pattern PLAIN_NAME =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*");
    private static final int MAX_ENTRIES = 1000;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final long ALWAYS_ALLOWED_BYTES = 16 << 20;
    private static final int MAX_GROWTH = 20;
    /** The earliest time a zip file can hold: the same contents give the same bytes. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private ZipArchive() {}

    /**
     * Reads a whole archive into memory.
     *
     * @param most the most bytes the contents may have in all
     * @param code of the exception for anything wrong with it
     */
    public static Map<String, byte[]> read(Path file, long most, ErrorCode code) {
        try (InputStream in = Files.newInputStream(file)) {
            return entries(in, new Limits(file.toString(), Math.min(most, grown(Files.size(file))), code));
        } catch (NoSuchFileException e) {
            throw new TalkingHeadException(code, "there is no file " + file, e);
        } catch (IOException | IllegalArgumentException e) {
            // ZipInputStream throws the latter for names in a broken encoding.
            throw new TalkingHeadException(code, file + ": it is damaged: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a whole archive from a stream to its end; the stream stays open.
     *
     * @param source what to call it in errors
     * @param most the most bytes that the archive and its contents may have in all
     * @param code of the exception for anything wrong with it
     */
    public static Map<String, byte[]> read(InputStream in, String source, long most, ErrorCode code) {
        try {
            byte[] archive = content(in, most);
            Limits limits = new Limits(source, Math.min(most, grown(archive.length)), code);
            if (archive.length > most) {
                throw limits.tooLarge();
            }
            return entries(new ByteArrayInputStream(archive), limits);
        } catch (IOException | IllegalArgumentException e) {
            throw new TalkingHeadException(code, source + ": it is damaged: " + e.getMessage(), e);
        }
    }

    private static long grown(long bytes) {
        return ALWAYS_ALLOWED_BYTES + MAX_GROWTH * bytes;
    }

    private static Map<String, byte[]> entries(InputStream in, Limits limits) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        ZipInputStream zip = new ZipInputStream(new BufferedInputStream(in, BUFFER_BYTES));
        long left = limits.bytes;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String name = entry.getName();
            if (entry.isDirectory() && zip.read() < 0) {
                continue;
            }
            if (!PLAIN_NAME.matcher(name).matches()) {
                throw limits.invalid("its entry '" + name + "' is not a plain relative name");
            }
            byte[] content = content(zip, left);
            if (content.length > left) {
                throw limits.tooLarge();
            }
            left -= content.length;
            if (entries.put(name, content) != null) {
                throw limits.invalid("its entry '" + name + "' is there twice");
            }
            if (entries.size() > MAX_ENTRIES) {
                throw limits.invalid("it has more than " + MAX_ENTRIES + " entries");
            }
        }
        if (entries.isEmpty()) {
            throw limits.invalid("it is not a zip file, or an empty one");
        }
        return entries;
    }

    /** Reads one entry, at most one byte more than {@code limit}. */
    private static byte[] content(InputStream zip, long limit) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count = zip.read(buffer); count >= 0; count = zip.read(buffer)) {
            bytes.write(buffer, 0, count);
            if (bytes.size() > limit) {
                break;
            }
        }
        return bytes.toByteArray();
    }

    /**
     * Writes an archive; the same entries give the same bytes.
     *
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_NOT_WRITABLE} when it cannot be written
     */
    public static void write(Path file, Map<String, byte[]> entries) {
        AtomicFile.write(file, temporary -> {
            // Both are closed here: a zip stream that cannot write its end leaves the file below it open.
            try (OutputStream out = Files.newOutputStream(temporary);
                    ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out, BUFFER_BYTES))) {
                fill(zip, entries);
            }
        });
    }

    /**
     * Writes the same bytes to a stream, which stays open.
     *
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_NOT_WRITABLE} when the stream fails
     */
    public static void write(OutputStream out, Map<String, byte[]> entries) {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try {
            try (ZipOutputStream zip = new ZipOutputStream(archive)) {
                fill(zip, entries);
            }
            archive.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new TalkingHeadException(ErrorCode.OUTPUT_NOT_WRITABLE, "cannot write to the stream: " + e, e);
        }
    }

    private static void fill(ZipOutputStream zip, Map<String, byte[]> entries) throws IOException {
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            checkArgument(PLAIN_NAME.matcher(entry.getKey()).matches(), "not a plain name: %s", entry.getKey());
            ZipEntry header = new ZipEntry(entry.getKey());
            header.setTimeLocal(NO_TIME);
            zip.putNextEntry(header);
            zip.write(entry.getValue());
            zip.closeEntry();
        }
    }

    /** How much may come out of an archive, and what is thrown when it is another one than it should be. */
    private record Limits(String source, long bytes, ErrorCode code) {
        TalkingHeadException invalid(String problem) {
            return new TalkingHeadException(code, source + ": " + problem);
        }

        TalkingHeadException tooLarge() {
            return invalid("its contents are larger than the " + bytes
                    + " bytes allowed; it is damaged or made to fill the memory");
        }
    }
}
