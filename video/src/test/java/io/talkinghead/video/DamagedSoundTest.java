package io.talkinghead.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.spi.video.VideoFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sound from files that are damaged: the pictures matter more. The time limits end a hang. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DamagedSoundTest {
    private static final VideoFormat FORMAT = new VideoFormat(32, 32, 25);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"mp4, mp4", "mp4, webm", "webm, webm", "webm, mp4"})
    void source_endingInTheMiddle_givesItsSoundAndAllPictures(String from, String to) throws IOException {
        Path wav = Tones.wav(folder.resolve("tone.wav"), 2, 0, 440, 2);
        byte[] whole = Files.readAllBytes(Clips.write(folder.resolve("whole." + from), FORMAT, 50, wav));
        Path source = Files.write(folder.resolve("cut." + from), Arrays.copyOf(whole, whole.length / 2));
        Path file = Clips.write(folder.resolve("out." + to), FORMAT, 50, source);
        assertThat(Clips.read(file)).hasSize(50);
        assertThat(Tones.of(file).seconds()).isBetween(0.4, 1.6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "webm"})
    void packetWhoseTimeRunsBack_isLeftOut(String to) throws IOException {
        Path wav = Tones.wav(folder.resolve("tone.wav"), 1, 0, 440, 1);
        Path source = Clips.write(folder.resolve("source.webm"), FORMAT, 25, wav);
        byte[] bytes = Files.readAllBytes(source);
        int block = soundBlock(bytes, 20);
        bytes[block] = 0;
        bytes[block + 1] = 3;
        Files.write(source, bytes);
        Path file = Clips.write(folder.resolve("out." + to), FORMAT, 25, source);
        assertThat(Clips.read(file)).hasSize(25);
        assertThat(Tones.of(file).hertz(0.6, 0.9)).isCloseTo(440, within(5.0));
    }

    @ParameterizedTest
    @CsvSource({"mp4, 0.3", "webm, 0.3", "mp4, 0.8", "webm, 1.7"})
    void gap_inTheSound_becomesSilence(String to, double gapSeconds) throws IOException {
        Path file = withGap(gapSeconds, to);
        Tones heard = Tones.of(file);
        assertThat(heard.seconds()).isCloseTo(4, within(0.03));
        assertThat(heard.hertz(0.2, 0.9)).isCloseTo(440, within(5.0));
        assertThat(heard.hertz(1.1, 0.9 + gapSeconds)).isLessThan(100);
        assertThat(heard.hertz(1.1 + gapSeconds, 1.9 + gapSeconds)).isCloseTo(440, within(5.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "webm"})
    void gap_ofHours_takesNoMemory(String to) throws IOException {
        long before = mostKilobytes();
        Path file = withGap(20_000, to);
        // All its silence would take gigabytes.
        assertThat(mostKilobytes() - before).isLessThan(300_000);
        assertThat(Tones.of(file).hertz(0.2, 0.9)).isCloseTo(440, within(5.0));
        assertThat(Clips.read(file)).hasSize(100);
    }

    /** Writes 4 s whose sound has a gap after the first second; it is copied into neither container. */
    private Path withGap(double seconds, String to) throws IOException {
        Path wav = Tones.wav(folder.resolve("tone.wav"), 4, 0, 440, 1);
        String other = "mp4".equals(to) ? "webm" : "mp4";
        Path whole = Clips.write(folder.resolve("whole." + other), FORMAT, 100, wav);
        Path source = Remux.of(whole, folder.resolve("gap.mkv"), "matroska", time -> time < 1 ? time : time + seconds);
        return Clips.write(folder.resolve("out." + to), FORMAT, 100, source);
    }

    private static long mostKilobytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        return !Files.exists(status)
                ? 0
                : Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum();
    }

    /** What cannot be read is the source's fault, never the output's, and never leaves half a video. */
    @ParameterizedTest
    @ValueSource(strings = {"mp4", "webm"})
    void source_damagedAtRandom_givesAVideoOrATypedError(String extension) throws IOException {
        Path wav = Tones.wav(folder.resolve("tone.wav"), 0.4, 0, 440, 1);
        byte[] whole = Files.readAllBytes(Clips.write(folder.resolve("source." + extension), FORMAT, 10, wav));
        Path damaged = folder.resolve("damaged." + extension);
        Random random = new Random(5);
        int written = 0;
        for (int round = 0; round < 50; round++) {
            byte[] bytes = whole.clone();
            int flips = 1 << random.nextInt(7);
            for (int i = 0; i < flips; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Files.write(damaged, bytes);
            Path target = folder.resolve("out").resolve("out" + round + (round % 2 == 0 ? ".mp4" : ".webm"));
            try {
                Clips.write(target, FORMAT, 10, damaged);
                assertThat(Clips.read(target)).hasSize(10);
                written++;
            } catch (TalkingHeadException e) {
                assertThat(e.code()).as("%s", e.getMessage()).isEqualTo(ErrorCode.VIDEO_UNREADABLE);
                assertThat(e).hasMessageContaining("damaged." + extension);
                assertThat(target).doesNotExist();
            }
        }
        assertThat(written).isBetween(5, 49);
        try (Stream<Path> left = Files.list(folder.resolve("out"))) {
            assertThat(left).hasSize(written);
        }
    }

    /** Returns where the time of a sound packet is: simple blocks (A3) of track 2, after their length of 1 or 2 bytes. */
    private static int soundBlock(byte[] webm, int number) {
        int seen = 0;
        for (int i = 0; i < webm.length - 6; i++) {
            int track = i + 1 + ((webm[i + 1] & 0x80) != 0 ? 1 : 2);
            boolean sound =
                    (webm[i] & 0xFF) == 0xA3 && (webm[track] & 0xFF) == 0x82 && (webm[track + 3] & 0xFF) == 0x80;
            if (sound && seen++ == number) {
                return track + 1;
            }
        }
        throw new AssertionError("only " + seen + " packets of sound");
    }
}
