package io.talkinghead.internal.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads whole files that must not be larger than what they hold can be: a file with gigabytes of nothing is made in no time. */
public final class BoundedFile {
    private BoundedFile() {}

    /**
     * Reads a file.
     *
     * @param most the most bytes that are read, below 2 GB
     * @throws IOException also when it is larger, whatever its size is said to be
     */
    public static byte[] read(Path file, int most) throws IOException {
        long size = Files.size(file);
        if (size > most) {
            throw tooLarge(file, size, most);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most);
            if (bytes.length == most && in.read() >= 0) {
                throw tooLarge(file, most + 1L, most);
            }
            return bytes;
        }
    }

    private static IOException tooLarge(Path file, long size, int most) {
        return new FileSystemException(
                file.toString(), null, "it has " + size + " bytes or more; at most " + most + " are read");
    }
}
