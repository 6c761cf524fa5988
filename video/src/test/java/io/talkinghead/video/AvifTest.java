package io.talkinghead.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AVIF, as sites serve it. */
final class AvifTest {
    @ParameterizedTest
    @ValueSource(strings = {"yuv420p", "yuv444p", "yuv420p10le"})
    void read_picture_hasItsColours(String pixelFormat) {
        assertPatches(read(EncodedStills.avif(pixelFormat, Patches.frame(0))), 0);
    }

    @Test
    void read_oddSides_keepsThem() {
        Frame picture = Clips.picture(75, 41, 3);
        Frame frame = read(EncodedStills.avif("yuv420p", picture));
        assertThat(frame.widthPx()).isEqualTo(75);
        assertThat(frame.heightPx()).isEqualTo(41);
        assertThat(Clips.psnr(frame, picture)).isGreaterThan(33);
    }

    @Test
    void read_animation_isItsFirstPicture() {
        assertPatches(read(EncodedStills.avif("yuv420p", Patches.frame(1), Patches.frame(2), Patches.frame(3))), 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void read_cutOff_isRefused(int count) {
        Frame[] pictures = new Frame[count];
        Arrays.setAll(pictures, i -> Clips.picture(64, 48, i));
        byte[] file = EncodedStills.avif("yuv420p", pictures);
        // Of an animation, the first picture is whole before its end is reached.
        double[] shares = count == 1 ? new double[] {0.01, 0.1, 0.3, 0.6, 0.9, 0.999} : new double[] {0.01, 0.1, 0.3};
        for (double share : shares) {
            refused(Arrays.copyOf(file, (int) (share * file.length)), ErrorCode.IMAGE_UNREADABLE);
        }
    }

    @Test
    void read_anyByteChanged_isReadOrRefused() {
        byte[] file = EncodedStills.avif("yuv420p", Patches.frame(0));
        for (int i = 0; i < file.length; i += 3) {
            byte[] changed = file.clone();
            changed[i] ^= (byte) (1 + i % 255);
            try {
                assertThat(read(changed).widthPx()).isPositive();
            } catch (TalkingHeadException e) {
                assertThat(e.code()).isIn(ErrorCode.IMAGE_UNREADABLE, ErrorCode.IMAGE_TOO_LARGE);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"40000, 40000, IMAGE_TOO_LARGE", "16, 16, IMAGE_UNREADABLE"})
    void read_sizeThatIsNotThePictures_isRefusedBeforeItIsDecoded(int width, int height, ErrorCode code) {
        byte[] file = EncodedStills.avif("yuv420p", Clips.picture(512, 512, 0));
        int size = new String(file, StandardCharsets.ISO_8859_1).indexOf("ispe") + 8;
        ByteBuffer.wrap(file).putInt(size, width).putInt(size + 4, height);
        refused(file, code);
    }

    private static Frame read(byte[] file) {
        return ImageFiles.read(file, "site.avif");
    }

    private static void assertPatches(Frame frame, int picture) {
        assertThat(frame.widthPx()).isEqualTo(64);
        assertThat(frame.heightPx()).isEqualTo(64);
        for (int patch = 0; patch < 4; patch++) {
            Patches.assertPatch(frame, 32 * (patch % 2), 32 * (patch / 2), Patches.rgb(picture, patch), 3);
        }
    }

    private static void refused(byte[] file, ErrorCode code) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining("site.avif");
    }
}
