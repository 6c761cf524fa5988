package io.talkinghead.internal.file;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What the directory of a jar knows of a file in it, without unpacking anything. It guards against damage, not against somebody
 * who may write the jar.
 *
 * @param size in bytes
 * @param crc32 of its content
 */
record JarSum(long size, long crc32) {
    /**
     * Looks a resource up; nothing for one that is not in a jar, or in a jar within a jar.
     *
     * @throws IOException when the jar cannot be read
     */
    static Optional<JarSum> of(URL resource) throws IOException {
        String place = resource.getPath();
        int jar = place.indexOf("!/");
        if (!resource.getProtocol().equals("jar") || !place.startsWith("file:") || jar < 0) {
            return Optional.empty();
        }
        Optional<File> file = file(place.substring(0, jar));
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (ZipFile zip = new ZipFile(file.get())) {
            ZipEntry entry = zip.getEntry(place.substring(jar + 2));
            return entry == null || entry.getSize() < 0 || entry.getCrc() < 0
                    ? Optional.empty()
                    : Optional.of(new JarSum(entry.getSize(), entry.getCrc()));
        }
    }

    /** Returns nothing for a place that is no file of this system, such as one on another machine. */
    private static Optional<File> file(String uri) {
        try {
            return Optional.of(new File(URI.create(uri)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Tells whether these bytes are what was packed. */
    boolean isOf(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return bytes.length == size && sum.getValue() == crc32;
    }
}
