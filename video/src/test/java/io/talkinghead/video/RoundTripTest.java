package io.talkinghead.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.image.Frame;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoReader;
import io.talkinghead.spi.video.VideoReader.TimedFrame;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written comes back: size, number, rate, times and look of the pictures. */
final class RoundTripTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"mp4, 36", "webm, 36", "gif, 30"})
    void written_pictures_comeBack(String extension, double leastPsnr) {
        VideoFormat format = new VideoFormat(96, 64, 25);
        Path file = Clips.write(folder.resolve("clip." + extension), format, 12);
        try (VideoReader reader = Clips.open(file)) {
            assertThat(reader.format().widthPx()).isEqualTo(96);
            assertThat(reader.format().heightPx()).isEqualTo(64);
            assertThat(reader.format().framesPerSecond()).isCloseTo(25, within(0.01));
            assertThat(reader.frameCount()).hasValue(12);
            List<TimedFrame> frames = Clips.rest(reader);
            assertThat(Clips.millis(frames))
                    .containsExactly(0L, 40L, 80L, 120L, 160L, 200L, 240L, 280L, 320L, 360L, 400L, 440L);
            for (int i = 0; i < frames.size(); i++) {
                assertThat(Clips.psnr(frames.get(i).frame(), Clips.picture(96, 64, i)))
                        .as("picture %s", i)
                        .isGreaterThan(leastPsnr);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "webm", "gif"})
    void written_again_givesTheSameBytes(String extension) throws Exception {
        VideoFormat format = new VideoFormat(96, 64, 25);
        Path first = Clips.write(folder.resolve("first." + extension), format, 5);
        Path second = Clips.write(folder.resolve("second." + extension), format, 5);
        assertThat(second).hasSameBinaryContentAs(first);
    }

    @ParameterizedTest
    @CsvSource({"mp4, 128", "mp4, 720", "webm, 128", "webm, 720", "gif, 128"})
    void written_pureColours_areNotSwappedOrShifted(String extension, int heightPx) {
        // 720 rows and more are written with the matrix of HD.
        VideoFormat format = new VideoFormat(32, heightPx, 10);
        int[][] colours = {{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {255, 255, 255}, {0, 0, 0}, {200, 120, 90}};
        List<Frame> pictures = Arrays.stream(colours)
                .map(colour -> Clips.plain(32, heightPx, colour[0], colour[1], colour[2]))
                .toList();
        Path file = Clips.write(folder.resolve("colours." + extension), format, pictures, 0, 1, 2, 3, 4, 5);
        List<TimedFrame> frames = Clips.read(file);
        assertThat(frames).hasSize(colours.length);
        for (int i = 0; i < colours.length; i++) {
            for (int channel = 0; channel < 3; channel++) {
                assertThat(frames.get(i).frame().sample(16, heightPx / 2, channel))
                        .as("colour %s, channel %s", i, channel)
                        .isCloseTo(colours[i][channel], within(6));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"mp4, 66, 50", "webm, 66, 50", "gif, 65, 49"})
    void written_oddSize_growsOnlyWhereTheCodecNeedsEvenSides(String extension, int widthPx, int heightPx) {
        Path file = Clips.write(folder.resolve("odd." + extension), new VideoFormat(65, 49, 25), 3);
        List<TimedFrame> frames = Clips.read(file);
        assertThat(frames).hasSize(3);
        for (int i = 0; i < 3; i++) {
            Frame found = frames.get(i).frame();
            assertThat(found.widthPx()).isEqualTo(widthPx);
            assertThat(found.heightPx()).isEqualTo(heightPx);
            assertThat(Clips.psnr(found, Clips.picture(65, 49, i))).isGreaterThan(30);
            // What was added repeats the edge; black would show as a line.
            assertThat(found.sample(widthPx - 1, heightPx - 1, 1)).isCloseTo(found.sample(63, 47, 1), within(20));
        }
    }

    @ParameterizedTest
    @CsvSource({"mp4, 1, 1", "webm, 1, 1", "gif, 1, 1", "mp4, 15, 3", "webm, 15, 3", "gif, 15, 3"})
    void written_tinySize_isReadable(String extension, int widthPx, int heightPx) {
        Path file = folder.resolve("tiny." + extension);
        Clips.write(
                file, new VideoFormat(widthPx, heightPx, 25), List.of(Clips.plain(widthPx, heightPx, 250, 10, 10)), 0);
        List<TimedFrame> frames = Clips.read(file);
        assertThat(frames).hasSize(1);
        assertThat(frames.get(0).frame().sample(0, 0, 0)).isGreaterThan(200);
        assertThat(frames.get(0).frame().sample(0, 0, 1)).isLessThan(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "webm", "gif"})
    void written_indicesWithGaps_keepThePictureBefore(String extension) {
        List<Frame> pictures = List.of(
                Clips.plain(32, 32, 220, 30, 30), Clips.plain(32, 32, 30, 220, 30), Clips.plain(32, 32, 30, 30, 220));
        Path file = Clips.write(folder.resolve("gaps." + extension), new VideoFormat(32, 32, 20), pictures, 0, 6, 7);
        List<TimedFrame> frames = Clips.read(file);
        assertThat(Clips.millis(frames)).containsExactly(0L, 300L, 350L);
        for (int i = 0; i < 3; i++) {
            assertThat(frames.get(i).frame().sample(16, 16, i)).isGreaterThan(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"mp4, 9.8", "webm, 50", "gif, 9.8"})
    void written_changingRate_isReadWithItsTimesAndItsMean(String extension, double rate) {
        long[] indices = {0, 3, 5, 12, 14, 40, 42, 44, 47, 50};
        List<Frame> pictures = Arrays.stream(indices)
                .mapToObj(index -> Clips.picture(32, 32, (int) index))
                .toList();
        Path file = Clips.write(folder.resolve("rate." + extension), new VideoFormat(32, 32, 50), pictures, indices);
        try (VideoReader reader = Clips.open(file)) {
            // 10 pictures in 51 fiftieths of a second; WebM tells the nominal rate alone.
            assertThat(reader.format().framesPerSecond()).isCloseTo(rate, within(0.3));
            assertThat(Clips.millis(Clips.rest(reader)))
                    .containsExactly(0L, 60L, 100L, 240L, 280L, 800L, 840L, 880L, 940L, 1000L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "webm"})
    void written_lateStart_isReadFromZeroToAnEnd(String extension) {
        List<Frame> pictures = List.of(Clips.picture(32, 32, 0), Clips.picture(32, 32, 1));
        Path file = Clips.write(folder.resolve("late." + extension), new VideoFormat(32, 32, 10), pictures, 600, 601);
        assertThat(Clips.millis(Clips.read(file))).containsExactly(0L, 100L);
    }

    @ParameterizedTest
    @CsvSource({
        "mp4, 29.97002997",
        "webm, 29.97002997",
        "mp4, 23.976",
        "mp4, 60",
        "webm, 60",
        "webm, 12.5",
        "mp4, 240",
        "mp4, 0.5",
        "webm, 0.01"
    })
    void written_frameRate_isRead(String extension, double rate) {
        Path file = Clips.write(folder.resolve("rate." + extension), new VideoFormat(32, 32, rate), 20);
        try (VideoReader reader = Clips.open(file)) {
            assertThat(reader.format().framesPerSecond()).isCloseTo(rate, within(0.005 * rate));
            List<TimedFrame> frames = Clips.rest(reader);
            assertThat(frames).hasSize(20);
            assertThat(frames.get(19).time().toNanos() / 1e9).isCloseTo(19 / rate, within(0.0011));
        }
    }

    @ParameterizedTest
    @CsvSource({"8000, 1200", "3072, 3088"})
    void written_largerThanH264Takes_isWrittenAsMpeg4(int widthPx, int heightPx) {
        Path file = folder.resolve("large.mp4");
        List<Frame> picture = List.of(Clips.plain(widthPx, heightPx, 200, 120, 90));
        Clips.write(file, new VideoFormat(widthPx, heightPx, 25), picture, 0);
        Frame found = Clips.read(file).get(0).frame();
        assertThat(found.widthPx()).isEqualTo(widthPx);
        assertThat(found.sample(widthPx - 1, heightPx - 1, 0)).isCloseTo(200, within(6));
    }

    @Test
    void gif_fasterThanBrowsersShow_leavesPicturesOutAndKeepsTheLength() {
        // 100 frames a second, of which browsers show every second.
        Path file = Clips.write(folder.resolve("fast.gif"), new VideoFormat(32, 32, 100), 20);
        List<TimedFrame> frames = Clips.read(file);
        assertThat(Clips.millis(frames)).containsExactly(0L, 20L, 40L, 60L, 80L, 100L, 120L, 140L, 160L, 180L);
        assertThat(Clips.psnr(frames.get(9).frame(), Clips.picture(32, 32, 18))).isGreaterThan(28);
    }
}
