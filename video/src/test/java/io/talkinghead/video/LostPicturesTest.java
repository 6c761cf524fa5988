package io.talkinghead.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How many pictures damage has cost. */
@Timeout(60)
final class LostPicturesTest {
    private static final VideoFormat FORMAT = new VideoFormat(64, 48, 25);
    private static final int FRAMES = 100;

    @TempDir
    private Path folder;

    @Test
    void lostPictures_ofADamagedFile_areThoseThatAreNotRead() throws IOException {
        try (VideoReader reader = FfmpegVideoReader.open(damaged())) {
            int read = Clips.rest(reader).size();
            assertThat(reader.next()).isEmpty();

            assertThat(read).isBetween(10, FRAMES - 3);
            assertThat(reader.lostPictures()).isEqualTo(FRAMES - read);
        }
    }

    @Test
    void lostPictures_ofAFileNotReadToItsEnd_areKnownAfterClosing() throws IOException {
        VideoReader reader = FfmpegVideoReader.open(damaged());
        try (reader) {
            for (int i = 0; i < FRAMES / 2; i++) {
                reader.next();
            }
        }
        assertThat(reader.lostPictures()).isBetween(1, FRAMES);
    }

    @Test
    void lostPictures_ofAWholeFile_areNone() {
        Path file = Clips.write(folder.resolve("whole.mp4"), FORMAT, FRAMES);
        try (VideoReader reader = FfmpegVideoReader.open(file)) {
            assertThat(Clips.rest(reader)).hasSize(FRAMES);
            assertThat(reader.lostPictures()).isZero();
        }
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
