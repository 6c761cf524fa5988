package io.talkinghead.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoReader;
import io.talkinghead.spi.video.VideoReader.TimedFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of other makers: containers that are read, but not written. */
final class ContainersTest {
    private static final VideoFormat FORMAT = new VideoFormat(64, 48, 25);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"mov, mov", "mkv, matroska", "ts, mpegts", "flv, flv", "3gp, 3gp"})
    void picturesAndSound_ofAnyContainer_areTaken(String extension, String muxer) throws IOException {
        Path wav = Tones.wav(folder.resolve("tone.wav"), 2, 0.5, 440, 2);
        Path mp4 = Clips.write(folder.resolve("clip.mp4"), FORMAT, 50, wav);
        Path other = Remux.of(mp4, folder.resolve("other." + extension), muxer);
        try (VideoReader reader = Clips.open(other)) {
            assertThat(reader.format().framesPerSecond()).isCloseTo(25, within(0.3));
            List<TimedFrame> frames = Clips.rest(reader);
            assertThat(frames).hasSize(50);
            assertThat(frames.get(0).time().toNanos()).isZero();
            assertThat(frames.get(49).time().toNanos() / 1e9).isCloseTo(49 / 25.0, within(0.002));
            assertThat(Clips.psnr(frames.get(30).frame(), Clips.picture(64, 48, 30)))
                    .isGreaterThan(33);
        }
        for (String to : List.of("mp4", "webm")) {
            Tones heard = Tones.of(Clips.write(folder.resolve("out." + to), FORMAT, 40, other));
            assertThat(heard.startSeconds()).as(to).isCloseTo(0.5, within(0.03));
            // Containers that count milliseconds move packets by parts of one, which adds crossings.
            assertThat(heard.hertz(0.6, 1.4)).as(to).isCloseTo(440, within(10.0));
            assertThat(heard.seconds()).as(to).isCloseTo(1.6, within(0.05));
        }
    }

    @Test
    void sound_longerThanThePictures_isNoSignOfAMissingEnd() throws IOException {
        Path wav = Tones.wav(folder.resolve("tone.wav"), 2, 0, 440, 1);
        Path whole = Clips.write(folder.resolve("clip.webm"), FORMAT, 50, wav);
        // The second half of the sound comes a minute later.
        Path late = Remux.of(whole, folder.resolve("late.mkv"), "matroska", time -> time < 1 ? time : time + 60);
        assertThat(Clips.read(late)).hasSize(50);
    }
}
