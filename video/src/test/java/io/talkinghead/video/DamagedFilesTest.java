package io.talkinghead.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no videos, or not whole ones. The time limits end a hang. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DamagedFilesTest {
    private static final VideoFormat FORMAT = new VideoFormat(64, 48, 25);

    @TempDir
    Path folder;

    @Test
    void missingFile_isUnreadableAndNamed() {
        assertUnreadable(() -> Clips.open(folder.resolve("none.mp4")), "none.mp4", "no such file");
    }

    @Test
    void folderInsteadOfAFile_isUnreadable() {
        assertUnreadable(() -> Clips.open(folder), "not a regular file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "webm", "gif", "mov"})
    void emptyFile_isUnreadable(String extension) throws IOException {
        Path file = Files.createFile(folder.resolve("empty." + extension));
        assertUnreadable(() -> Clips.open(file), "empty." + extension, "0 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "This is no video.\n",
                "#EXTM3U\n#EXTINF:10,\nother.mp4\n",
                "ffconcat version 1.0\nfile other.mp4\n",
                "1\n00:00:00,000 --> 00:00:01,000\nA subtitle\n",
                "v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n",
                "<?xml version='1.0'?><MPD xmlns='urn:mpeg:dash:schema:mpd:2011'/>",
                "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
            })
    void textFile_namedLikeAVideo_isUnreadable(String text) throws IOException {
        Clips.write(folder.resolve("other.mp4"), FORMAT, 2);
        for (String extension : new String[] {"mp4", "txt", "m3u8", "webm", "ans"}) {
            Path file = Files.writeString(folder.resolve("text." + extension), text.repeat(20));
            assertUnreadable(() -> Clips.open(file), "text." + extension);
        }
    }

    @Test
    void soundAlone_hasNoPictures() throws IOException {
        Path wav = Tones.wav(folder.resolve("tone.wav"), 0.5, 0, 440, 1);
        assertUnreadable(() -> Clips.open(wav), "tone.wav", "no video stream");
    }

    @Test
    void mp4_endingBeforeItsIndex_isUnreadable() throws IOException {
        // The index lies in front: whatever is left is shorter than it.
        Path file = shortened(Clips.write(folder.resolve("clip.mp4"), FORMAT, 50), 200);
        assertUnreadable(() -> Clips.open(file), "cut.mp4");
    }

    @ParameterizedTest
    @CsvSource({"mp4, 0.5", "mp4, 0.8", "webm, 0.5", "webm, 0.8"})
    void file_endingInTheMiddle_givesItsPicturesAndThenTheTypedEnd(String extension, double share) throws IOException {
        assertTypedEnd(Clips.write(folder.resolve("clip." + extension), new VideoFormat(64, 48, 10), 60), share);
    }

    @ParameterizedTest
    @CsvSource({"mp4, 0.5", "webm, 0.5"})
    void fileWithSound_endingInTheMiddle_givesItsPicturesAndThenTheTypedEnd(String extension, double share)
            throws IOException {
        Path wav = Tones.wav(folder.resolve("tone.wav"), 6, 0, 440, 2);
        assertTypedEnd(Clips.write(folder.resolve("clip." + extension), new VideoFormat(64, 48, 10), 60, wav), share);
    }

    @Test
    void gif_endingInTheMiddle_givesItsPictures() throws IOException {
        // A GIF tells nowhere how long it is.
        Path whole = Clips.write(folder.resolve("clip.gif"), FORMAT, 20);
        assertThat(Clips.read(shortened(whole, (int) Files.size(whole) / 2))).hasSizeBetween(5, 18);
    }

    private void assertTypedEnd(Path whole, double share) throws IOException {
        Path file = shortened(whole, (int) (share * Files.size(whole)));
        try (VideoReader reader = Clips.open(file)) {
            int read = 0;
            TalkingHeadException end = null;
            while (end == null) {
                try {
                    int index = read;
                    var frame = reader.next().orElseThrow(() -> new AssertionError("a silent end after " + index));
                    assertThat(Clips.psnr(frame.frame(), Clips.picture(64, 48, read)))
                            .isGreaterThan(25);
                    read++;
                } catch (TalkingHeadException e) {
                    end = e;
                }
            }
            assertThat(read).isBetween(10, 58);
            assertThat(end.code()).isEqualTo(ErrorCode.VIDEO_UNREADABLE);
            assertThat(end).hasMessageContaining(file.toString()).hasMessageContaining("frames before");
            // Asked again, it says so again.
            assertUnreadable(reader::next, "frames before");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "webm", "gif"})
    void randomBytesChanged_giveAnEndOrATypedError(String extension) throws IOException {
        byte[] whole = Files.readAllBytes(Clips.write(folder.resolve("clip." + extension), FORMAT, 8));
        Path file = folder.resolve("damaged." + extension);
        Random random = new Random(20_261_124);
        int readable = 0;
        for (int round = 0; round < 60; round++) {
            byte[] bytes = whole.clone();
            int flips = 1 << random.nextInt(8);
            for (int i = 0; i < flips; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, bytes);
            readable += survives(file) ? 1 : 0;
        }
        // Neither everything refused nor nothing damaged: the loop reaches the decoder.
        assertThat(readable).isBetween(3, 57);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "webm", "gif"})
    void randomHeaderBytesChanged_giveAnEndOrATypedError(String extension) throws IOException {
        byte[] whole = Files.readAllBytes(Clips.write(folder.resolve("clip." + extension), FORMAT, 8));
        Path file = folder.resolve("damaged." + extension);
        Random random = new Random(7);
        for (int round = 0; round < 100; round++) {
            byte[] bytes = whole.clone();
            bytes[random.nextInt(Math.min(700, bytes.length))] = (byte) random.nextInt(256);
            Files.write(file, bytes);
            survives(file);
        }
    }

    /** The size in a header alone must not take memory. */
    @Test
    void hugeSizeInTheHeader_isRefused() throws IOException {
        byte[] gif = Files.readAllBytes(Clips.write(folder.resolve("clip.gif"), FORMAT, 1));
        Arrays.fill(gif, 6, 10, (byte) 0xFF);
        Path file = Files.write(folder.resolve("huge.gif"), gif);
        assertUnreadable(() -> Clips.read(file), "huge.gif");
        byte[] mp4 = Files.readAllBytes(Clips.write(folder.resolve("clip.mp4"), FORMAT, 1));
        int sample = new String(mp4, StandardCharsets.ISO_8859_1).indexOf("avc1", 40);
        mp4[sample + 28] = 0x75;
        mp4[sample + 30] = 0x75;
        Path other = Files.write(folder.resolve("huge.mp4"), mp4);
        assertUnreadable(() -> Clips.read(other), "huge.mp4", "30016 x 30000 px");
    }

    /** Returns whether the file was read to its end. */
    private static boolean survives(Path file) {
        try {
            // Damage may make a header promise any number of pictures, but the file holds few.
            assertThat(Clips.read(file)).hasSizeLessThan(200);
            return true;
        } catch (TalkingHeadException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.VIDEO_UNREADABLE);
            assertThat(e).hasMessageContaining(file.toString());
            return false;
        }
    }

    private Path shortened(Path file, int bytes) throws IOException {
        String name = file.getFileName().toString();
        Path cut = folder.resolve("cut" + name.substring(name.lastIndexOf('.')));
        return Files.write(cut, Arrays.copyOf(Files.readAllBytes(file), bytes));
    }

    private static void assertUnreadable(ThrowingCallable reading, String... parts) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.VIDEO_UNREADABLE))
                .hasMessageContainingAll(parts);
    }
}
