package io.talkinghead.verification.fuzz;

import io.talkinghead.Backends;
import io.talkinghead.spi.video.VideoReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An input as a video: FFmpeg reads real files only. */
final class VideoInput implements FuzzedReader {
    /** A few hundred bytes may promise a million pictures, and keep the promise. */
    static final int MOST_FRAMES = 12;

    private final Path file;

    VideoInput(Path folder) {
        this.file = folder.resolve("video");
    }

    @Override
    public void read(byte[] input) throws IOException {
        Files.write(file, input);
        try (VideoReader reader = Backends.videos().openReader(file)) {
            for (int i = 0; i < MOST_FRAMES && reader.next().isPresent(); i++) {
                // Nothing: reading is all.
            }
        }
    }
}
