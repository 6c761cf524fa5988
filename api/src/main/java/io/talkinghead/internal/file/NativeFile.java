package io.talkinghead.internal.file;

import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * A native library on the class path, with the size and check sum that a copy of it has to have. They guard against damage, not
 * against somebody who may write the copy.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class NativeFile {
    private final String name;
    private final URL resource;
    private final long size;
    private final long checkSum;

    private NativeFile(String name, URL resource, long size, long checkSum) {
        this.name = name;
        this.resource = resource;
        this.size = size;
        this.checkSum = checkSum;
    }

    /**
     * Looks for a library.
     *
     * @param beside a type of the artifact that holds it
     * @param folder where, such as {@code /ai/onnxruntime/native/linux-x64/}
     * @param name the file's name
     * @throws IOException when it is there and cannot be read
     */
    public static Optional<NativeFile> find(Class<?> beside, String folder, String name) throws IOException {
        URL resource = beside.getResource(folder + name);
        return resource == null ? Optional.empty() : Optional.of(of(name, resource));
    }

    private static NativeFile of(String name, URL resource) throws IOException {
        Optional<JarSum> listed = JarSum.of(resource);
        if (listed.isPresent()) {
            return new NativeFile(
                    name, resource, listed.get().size(), listed.get().crc32());
        }
        try (CheckedInputStream in = new CheckedInputStream(resource.openStream(), new CRC32())) {
            long size = ByteStreams.exhaust(in);
            return new NativeFile(name, resource, size, in.getChecksum().getValue());
        }
    }

    /** Returns the file's name. */
    public String name() {
        return name;
    }

    /** Returns what tells it from every other version of it. */
    String identity() {
        return name + ":" + size + ":" + Long.toHexString(checkSum);
    }

    /** Tells whether a file is an undamaged copy. */
    boolean matches(Path copy) throws IOException {
        if (!Files.isRegularFile(copy) || Files.size(copy) != size) {
            return false;
        }
        try (CheckedInputStream in = new CheckedInputStream(Files.newInputStream(copy), new CRC32())) {
            return ByteStreams.exhaust(in) == size && in.getChecksum().getValue() == checkSum;
        }
    }

    /**
     * Writes a copy.
     *
     * @throws IOException when it cannot be written, or did not arrive as it should
     */
    void copyTo(Path copy) throws IOException {
        try (InputStream in = resource.openStream()) {
            Files.copy(in, copy);
        }
        if (!matches(copy)) {
            throw new IOException("the copy of " + name + " is damaged");
        }
    }
}
