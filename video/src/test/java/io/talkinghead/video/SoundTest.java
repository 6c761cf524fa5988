package io.talkinghead.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_OPUS;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The driver's sound in the finished video: what, when and how long. */
final class SoundTest {
    private static final VideoFormat FORMAT = new VideoFormat(32, 32, 25);

    @TempDir
    Path folder;

    /** 2 s of sound, silent at first; then 440 Hz from 0.5 s on. */
    private Path wav;

    @BeforeEach
    void writeSound() throws IOException {
        wav = Tones.wav(folder.resolve("tone.wav"), 2, 0.5, 440, 2);
    }

    @ParameterizedTest
    @CsvSource({"mp4, mp4", "webm, webm", "mp4, webm", "webm, mp4"})
    void sound_ofAVideo_keepsPitchStartAndEndsWithTheLastFrame(String from, String to) {
        Path source = Clips.write(folder.resolve("source." + from), FORMAT, 50, wav);
        Path file = Clips.write(folder.resolve("result." + to), FORMAT, 30, source);
        Tones heard = Tones.of(file);
        assertThat(heard.codec()).isEqualTo("mp4".equals(to) ? AV_CODEC_ID_AAC : AV_CODEC_ID_OPUS);
        assertThat(heard.startSeconds()).isCloseTo(0.5, within(0.01));
        assertThat(heard.hertz(0.6, 1.1)).isCloseTo(440, within(4.0));
        // 30 frames are 1.2 s; a decoder gives whole packets of some 20 ms.
        assertThat(heard.seconds()).isCloseTo(1.2, within(0.0225));
        assertThat(Clips.read(file)).hasSize(30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "webm"})
    void sound_copied_isTheSamePackets(String extension) throws IOException {
        Path source = Clips.write(folder.resolve("source." + extension), FORMAT, 50, wav);
        Path file = Clips.write(folder.resolve("copy." + extension), FORMAT, 50, source);
        assertThat(Tones.of(file).samples()).isEqualTo(Tones.of(source).samples());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "webm"})
    void sound_shorterThanThePictures_endsEarlier(String extension) {
        Path source = Clips.write(folder.resolve("source." + extension), FORMAT, 50, wav);
        Path file = Clips.write(folder.resolve("longer." + extension), FORMAT, 75, source);
        assertThat(Tones.of(file).seconds()).isCloseTo(2, within(0.03));
        assertThat(Clips.read(file)).hasSize(75);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6})
    void sound_anyNumberOfChannels_isEncoded(int channels) throws IOException {
        Path source = Tones.wav(folder.resolve("channels.wav"), 1, 0, 660, channels);
        Tones heard = Tones.of(Clips.write(folder.resolve("channels.mp4"), FORMAT, 25, source));
        assertThat(heard.hertz(0.2, 0.8)).isCloseTo(660, within(4.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "webm"})
    void sound_gapInTheIndices_runsOn(String extension) {
        Path file = folder.resolve("gap." + extension);
        try (VideoWriter writer = Clips.create(file, FORMAT, wav)) {
            writer.write(Clips.picture(32, 32, 0), 0);
            writer.write(Clips.picture(32, 32, 1), 29);
            writer.finish();
        }
        Tones heard = Tones.of(file);
        assertThat(heard.seconds()).isCloseTo(1.2, within(0.025));
        assertThat(heard.startSeconds()).isCloseTo(0.5, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({"mp4, mp4", "webm, webm", "mp4, webm", "webm, mp4"})
    void sound_beforeTheFirstPicture_isCutOff(String from, String to) {
        Path source = folder.resolve("late." + from);
        try (VideoWriter writer = Clips.create(source, FORMAT, wav)) {
            for (int i = 10; i < 50; i++) {
                writer.write(Clips.picture(32, 32, i), i);
            }
            writer.finish();
        }
        assertThat(Clips.millis(Clips.read(source)).get(0)).isZero();
        Path file = Clips.write(folder.resolve("result." + to), FORMAT, 25, source);
        assertThat(Tones.of(file).startSeconds()).isCloseTo(0.1, within(0.01));
        assertThat(Clips.millis(Clips.read(file))).startsWith(0L, 40L, 80L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "webm"})
    void sound_ofARecordingWhoseClockBeginsAgain_goesOnWithThePictures(String extension) throws IOException {
        Path low = Tones.wav(folder.resolve("low.wav"), 2, 0, 440, 1);
        Path high = Tones.wav(folder.resolve("high.wav"), 2, 0, 660, 1);
        Path source = Recordings.of(
                folder.resolve("both.ts"),
                Clips.write(folder.resolve("first.mp4"), FORMAT, 50, low),
                Clips.write(folder.resolve("second.mp4"), FORMAT, 50, high));
        assertThat(Clips.millis(Clips.read(source)))
                .isEqualTo(LongStream.range(0, 100).map(i -> 40 * i).boxed().toList());
        Tones heard = Tones.of(Clips.write(folder.resolve("result." + extension), FORMAT, 100, source));
        assertThat(heard.hertz(0.3, 1.8)).isCloseTo(440, within(4.0));
        assertThat(heard.hertz(2.2, 3.7)).isCloseTo(660, within(4.0));
        assertThat(heard.seconds()).isCloseTo(4, within(0.1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "webm", "gif"})
    void source_withoutSound_givesASilentVideo(String extension) {
        Path silent = Clips.write(folder.resolve("silent.mp4"), FORMAT, 10);
        Path file = Clips.write(folder.resolve("result." + extension), FORMAT, 10, silent);
        assertThat(Tones.of(file).codec()).isZero();
        assertThat(Clips.read(file)).hasSize(10);
    }

    @Test
    void gif_ofAVideoWithSound_dropsIt() {
        Path source = Clips.write(folder.resolve("source.mp4"), FORMAT, 10, wav);
        Path file = Clips.write(folder.resolve("result.gif"), FORMAT, 10, source);
        assertThat(Tones.of(file).codec()).isZero();
        assertThat(Clips.read(file)).hasSize(10);
    }

    @Test
    void sound_ofTheFileThatIsReplaced_isKept() {
        Path file = Clips.write(folder.resolve("same.mp4"), FORMAT, 50, wav);
        Clips.write(file, FORMAT, 30, file);
        assertThat(Clips.read(file)).hasSize(30);
        assertThat(Tones.of(file).startSeconds()).isCloseTo(0.5, within(0.01));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "webm"})
    void source_missing_isUnreadableAndLeavesNothing(String extension) throws IOException {
        Path missing = folder.resolve("missing.mp4");
        Path target = folder.resolve("out").resolve("result." + extension);
        assertThatThrownBy(() -> Clips.create(target, FORMAT, missing))
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.VIDEO_UNREADABLE))
                .hasMessageContaining("missing.mp4");
        try (Stream<Path> left = Files.list(target.getParent())) {
            assertThat(left).isEmpty();
        }
    }
}
