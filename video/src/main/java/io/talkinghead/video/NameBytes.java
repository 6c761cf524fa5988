package io.talkinghead.video;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A path as the file system stores it. */
final class NameBytes {
    /** Stands for what a text of a path could not tell. */
    private static final char LOST = '\uFFFD';

    private NameBytes() {}

    /** Returns UTF-8; of names that the locale of this JVM cannot tell, the very bytes, which a URI keeps. */
    static byte[] of(Path absolute) {
        String text = absolute.toString();
        return text.indexOf(LOST) < 0
                ? text.getBytes(StandardCharsets.UTF_8)
                : decoded(absolute.toUri().getRawPath());
    }

    private static byte[] decoded(String escaped) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int i = 0;
        while (i < escaped.length()) {
            if (escaped.charAt(i) == '%') {
                bytes.write(Integer.parseInt(escaped, i + 1, i + 3, 16));
                i += 3;
            } else {
                bytes.write(escaped.charAt(i));
                i++;
            }
        }
        return bytes.toByteArray();
    }
}
