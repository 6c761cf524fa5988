package io.talkinghead.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A program that opens the first file of a folder, its second argument, and tells how that went. */
final class FirstVideoReader {
    private FirstVideoReader() {}

    public static void main(String[] arguments) throws IOException {
        String result = "read";
        try (Stream<Path> files = Files.list(Path.of(arguments[1]))) {
            new FfmpegVideoProvider()
                    .openReader(files.findFirst().orElseThrow())
                    .close();
        } catch (RuntimeException | LinkageError e) {
            result = e.toString();
        }
        Files.writeString(Path.of(arguments[0]), result);
    }
}
