package io.talkinghead.video;

import io.talkinghead.image.Frame;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A program that writes a video of noise, which makes a large file, to its second argument. */
final class NoiseWriter {
    static final int FRAMES = 40;

    private NoiseWriter() {}

    public static void main(String[] arguments) throws IOException {
        String result = "written";
        try {
            write(Path.of(arguments[1]));
        } catch (RuntimeException | LinkageError e) {
            result = e.toString();
        }
        Files.writeString(Path.of(arguments[0]), result);
    }

    static void write(Path target) {
        try (VideoWriter writer = new FfmpegVideoProvider().openWriter(target, new VideoFormat(160, 120, 25), null)) {
            byte[] rgb = new byte[3 * 160 * 120];
            Random random = new Random(1);
            for (int i = 0; i < FRAMES; i++) {
                random.nextBytes(rgb);
                writer.write(Frame.of(160, 120, rgb), i);
            }
            writer.finish();
        }
    }
}
