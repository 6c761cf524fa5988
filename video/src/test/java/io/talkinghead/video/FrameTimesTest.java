package io.talkinghead.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.Bytes;
import io.talkinghead.image.Frame;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoReader.TimedFrame;
import io.talkinghead.spi.video.VideoWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every frame is written, and read, at its own time. */
@Timeout(60)
class FrameTimesTest {
    private static final VideoFormat FORMAT = new VideoFormat(32, 32, 25);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"mp4, 0.02", "webm, 1", "gif, 10"})
    void write_someFramesHeldFourTimesAsLong_keepsTheTimeOfEach(String extension, double toleranceMillis) {
        // 25 frames a second, but frames 20 to 39 last four times as long, and the last one two seconds.
        List<Duration> starts = LongStream.range(0, 60)
                .map(i -> 40 * (i < 20 ? i : i < 40 ? 20 + (i - 20) * 4 : i + 60))
                .mapToObj(Duration::ofMillis)
                .toList();
        Path file = folder.resolve("variable." + extension);
        try (VideoWriter writer = Clips.create(file, FORMAT)) {
            for (int i = 0; i < 60; i++) {
                writer.write(Clips.picture(32, 32, i), starts.get(i), Duration.ofMillis(i == 59 ? 2000 : 40));
            }
            writer.finish();
        }
        List<TimedFrame> frames = Clips.read(file);
        // WebM does not tell how long the last picture stays, so it has it once more.
        assertThat(frames).hasSize(extension.equals("webm") ? 61 : 60);
        for (int i = 0; i < 60; i++) {
            assertThat(millis(frames.get(i).time()))
                    .as("frame %s", i)
                    .isCloseTo(millis(starts.get(i)), within(toleranceMillis));
        }
        TimedFrame last = frames.get(frames.size() - 1);
        assertThat(millis(last.time().plus(last.length()))).isCloseTo(119 * 40 + 2000, within(toleranceMillis));
    }

    @Test
    void write_1000FramesASecond_keepsEach() {
        Path file = Clips.write(folder.resolve("slow.mp4"), new VideoFormat(32, 32, 1000), 50);
        assertThat(Clips.millis(Clips.read(file)))
                .isEqualTo(LongStream.range(0, 50).boxed().toList());
    }

    @ParameterizedTest
    @CsvSource({"mp4, 29.97002997002997", "webm, 29.97002997002997", "mp4, 23.976023976023978", "mp4, 25"})
    void write_lastFrameOfTwoHours_driftsByLessThanAMillisecond(String extension, double rate) {
        long last = Math.round(7200 * rate);
        Path file = Clips.write(
                folder.resolve("long." + extension),
                new VideoFormat(32, 32, rate),
                List.of(Clips.picture(32, 32, 0), Clips.picture(32, 32, 1)),
                0,
                last);
        assertThat(millis(Clips.read(file).get(1).time())).isCloseTo(last / rate * 1000, within(1.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mov", "mkv"})
    void read_stampsThatRepeatOrGoBack_growAndFindTheNextTrueOne(String container) {
        Path even = Clips.write(folder.resolve("even.mp4"), FORMAT, 7);
        Path file = Restamped.copy(even, folder.resolve("odd." + container), Map.of(), 0, 40, 40, 120, 80, 200, 240);
        List<Long> millis = Clips.millis(Clips.read(file));
        assertThat(millis).hasSize(7).doesNotHaveDuplicates().isSorted();
        assertThat(millis).contains(0L, 40L, 120L, 200L, 240L);
    }

    @Test
    void read_clockThatBeginsAgain_goesOnWithTheTrueDistances() throws IOException {
        Path even = Clips.write(folder.resolve("even.mp4"), FORMAT, 5);
        Path first = Restamped.copy(even, folder.resolve("first.ts"), Map.of(), 3000, 3040, 3080, 5000, 5040);
        Path second = Restamped.copy(even, folder.resolve("second.ts"), Map.of(), 0, 40, 80, 200, 1240);
        // Recordings in this container are put together by writing one behind the other.
        Path both = Files.write(
                folder.resolve("both.ts"), Bytes.concat(Files.readAllBytes(first), Files.readAllBytes(second)));
        assertThat(Clips.millis(Clips.read(both)))
                .containsExactly(0L, 40L, 80L, 2000L, 2040L, 2080L, 2120L, 2160L, 2280L, 3320L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mkv", "mov"})
    void read_lateBegin_countsFromTheFirstPicture(String container) {
        long first = 5000;
        Path even = Clips.write(folder.resolve("even.mp4"), FORMAT, 5);
        Path file = Restamped.copy(
                even,
                folder.resolve("late." + container),
                Map.of(),
                first,
                first + 40,
                first + 80,
                first + 200,
                first + 240);
        assertThat(Clips.millis(Clips.read(file))).containsExactly(0L, 40L, 80L, 200L, 240L);
    }

    @Test
    void read_editListThatCutsTheBegin_countsFromTheFirstPictureShown() {
        Path even = Clips.write(folder.resolve("even.mp4"), FORMAT, 5);
        // Pictures before 0 are cut: the file has an edit list that begins there.
        Path file = Restamped.copy(even, folder.resolve("cut.mov"), Map.of("use_editlist", "1"), -80, -40, 0, 120, 160);
        assertThat(Clips.millis(Clips.read(file))).containsExactly(0L, 120L, 160L);
    }

    @Test
    void write_timesThatDoNotGrow_isRefused() {
        Frame picture = Clips.picture(32, 32, 0);
        try (VideoWriter writer = Clips.create(folder.resolve("out.mp4"), FORMAT)) {
            Duration frame = Duration.ofMillis(40);
            writer.write(picture, frame, frame);
            assertThatThrownBy(() -> writer.write(picture, frame, frame))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("grow");
            assertThatThrownBy(() -> writer.write(picture, frame.plus(frame), Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> writer.write(picture, frame.negated(), frame))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static double millis(Duration time) {
        return (double) time.toNanos() / 1e6;
    }
}
