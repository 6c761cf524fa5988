package io.talkinghead.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is told of damaged pictures: one warning for a file, however many they are. */
@Timeout(60)
final class DamageWarningTest {
    private static final VideoFormat FORMAT = new VideoFormat(64, 48, 25);
    private static final int FRAMES = 100;

    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();

    @Test
    void damagedPictures_areToldOnceWithTheirNumber() throws IOException {
        Path file = damaged();
        int read;
        try (VideoReader reader = FfmpegVideoReader.open(file, warnings::add)) {
            read = Clips.rest(reader).size();
            assertThat(reader.next()).isEmpty();
        }
        assertThat(read).isBetween(10, FRAMES - 3);
        assertThat(warnings).containsExactly(file + ": " + (FRAMES - read) + " damaged pictures were passed over");
    }

    @Test
    void damagedPictures_ofAFileNotReadToItsEnd_areToldWhenItIsClosed() throws IOException {
        try (VideoReader reader = FfmpegVideoReader.open(damaged(), warnings::add)) {
            for (int i = 0; i < FRAMES / 2; i++) {
                reader.next();
            }
            assertThat(warnings).isEmpty();
        }
        assertThat(warnings).singleElement().asString().contains("passed over");
    }

    @Test
    void wholeFile_givesNoWarning() {
        Path file = Clips.write(folder.resolve("whole.mp4"), FORMAT, FRAMES);
        try (VideoReader reader = FfmpegVideoReader.open(file, warnings::add)) {
            assertThat(Clips.rest(reader)).hasSize(FRAMES);
        }
        assertThat(warnings).isEmpty();
    }

    /** Thirty stretches of the pictures, behind the index and before the end, are overwritten. */
    private Path damaged() throws IOException {
        byte[] bytes = Files.readAllBytes(Clips.write(folder.resolve("clip.mp4"), FORMAT, FRAMES));
        Random random = new Random(16);
        int first = bytes.length / 4;
        for (int i = 0; i < 30; i++) {
            int at = first + random.nextInt(bytes.length - first - 200);
            for (int k = 0; k < 50; k++) {
                bytes[at + k] = (byte) random.nextInt(256);
            }
        }
        return Files.write(folder.resolve("damaged.mp4"), bytes);
    }
}
