package io.talkinghead.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WebP, as browsers and their users save it. */
final class WebpTest {
    @Test
    void read_lossless_isTheSamePicture() {
        Frame picture = Clips.picture(75, 41, 3);
        assertThat(read(EncodedStills.webp(true, picture)).rgb()).isEqualTo(picture.rgb());
    }

    @Test
    void read_lossy_isCloseToThePicture() {
        Frame picture = Clips.picture(75, 41, 3);
        assertThat(Clips.psnr(read(EncodedStills.webp(false, picture)), picture))
                .isGreaterThan(35);
        assertPatches(read(EncodedStills.webp(false, Patches.frame(0))), 0, 3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void read_halfTransparent_liesOverBlack(boolean lossless) {
        Frame frame = read(EncodedStills.webp(lossless, 128, Patches.frame(0)));
        Patches.assertPatch(frame, 0, 0, Patches.rgb(0, 0), 3);
        int[] over =
                Arrays.stream(Patches.rgb(0, 1)).map(value -> value * 128 / 255).toArray();
        Patches.assertPatch(frame, 32, 0, over, 3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void read_animation_isItsFirstPicture(boolean lossless) {
        byte[] file = EncodedStills.webp(lossless, Patches.frame(1), Patches.frame(2), Patches.frame(3));
        assertPatches(read(file), 1, 3);
    }

    @ParameterizedTest
    @CsvSource({"1, 0123", "2, 1032", "3, 3210", "4, 2301", "5, 0213", "6, 2031", "7, 3120", "8, 1302"})
    void read_turnedByExif_isUpright(int orientation, String corners) {
        Frame frame = read(WebpParts.turned(EncodedStills.webp(true, Patches.frame(0)), 64, 64, orientation));
        for (int place = 0; place < 4; place++) {
            int[] rgb = Patches.rgb(0, corners.charAt(place) - '0');
            Patches.assertPatch(frame, 32 * (place % 2), 32 * (place / 2), rgb, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void read_displayP3_comesOutInSrgb(boolean lossless) {
        byte[] simple = EncodedStills.webp(lossless, Patches.frame(0));
        Frame frame = read(WebpParts.profiled(simple, 64, 64, IccProfiles.displayP3()));
        for (int patch = 0; patch < 4; patch++) {
            int[] srgb = IccProfiles.srgbOfP3(Patches.rgb(0, patch));
            Patches.assertPatch(frame, 32 * (patch % 2), 32 * (patch / 2), srgb, lossless ? 2 : 4);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 255, 1", "false, 255, 1", "false, 90, 1", "true, 255, 3", "false, 255, 3"})
    void read_cutOff_isRefused(boolean lossless, int alpha, int count) {
        Frame[] pictures = new Frame[count];
        Arrays.setAll(pictures, i -> Clips.picture(64, 48, i));
        byte[] file = EncodedStills.webp(lossless, alpha, pictures);
        for (double share : new double[] {0.01, 0.05, 0.1, 0.3, 0.6, 0.9, 0.98}) {
            refused(Arrays.copyOf(file, (int) (share * file.length)), ErrorCode.IMAGE_UNREADABLE);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void read_anyByteChanged_isReadOrRefused(boolean lossless) {
        byte[] file =
                WebpParts.profiled(EncodedStills.webp(lossless, Patches.frame(0)), 64, 64, IccProfiles.displayP3());
        for (int i = 0; i < file.length; i += 11) {
            byte[] changed = file.clone();
            changed[i] ^= (byte) (1 + i % 255);
            try {
                assertThat(read(changed).widthPx()).isPositive();
            } catch (TalkingHeadException e) {
                assertThat(e.code()).isIn(ErrorCode.IMAGE_UNREADABLE, ErrorCode.IMAGE_TOO_LARGE);
            }
        }
    }

    /** The highest byte of the length of the profile's part, or of the profile itself. */
    @ParameterizedTest
    @ValueSource(ints = {37, 38})
    void read_profileThatClaimsGigabytes_isRefusedWithoutTakingThem(int at) {
        byte[] file = WebpParts.profiled(EncodedStills.webp(true, Patches.frame(0)), 64, 64, IccProfiles.displayP3());
        file[at] = 0x7F;
        refused(file, ErrorCode.IMAGE_UNREADABLE);
        long before = allocated();
        refused(file, ErrorCode.IMAGE_UNREADABLE);
        assertThat(allocated() - before).isLessThan(10 << 20);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    void read_dataThatEndBeforeThePicture_isRefusedAtOnce() {
        byte[] file = EncodedStills.webp(true, Patches.frame(0));
        // Of its sides, 14 bits each, the upper ones of the height: the picture becomes 8192 px higher.
        file[24] |= 0x08;
        long before = allocated();
        refused(file, ErrorCode.IMAGE_UNREADABLE);
        assertThat(allocated() - before).isLessThan(50 << 20);
    }

    @Test
    void read_hugeCanvas_isRefusedBeforeItIsDecoded() {
        byte[] simple = EncodedStills.webp(true, Patches.frame(0));
        refused(WebpParts.onCanvas(simple, 40_000, 40_000), ErrorCode.IMAGE_TOO_LARGE);
    }

    @Test
    void read_pictureLargerThanItsCanvas_isRefused() {
        byte[] simple = EncodedStills.webp(true, Patches.frame(0));
        refused(WebpParts.onCanvas(simple, 32, 32), ErrorCode.IMAGE_UNREADABLE);
    }

    private static Frame read(byte[] file) {
        return ImageFiles.read(file, "browser.webp");
    }

    private static void assertPatches(Frame frame, int picture, int tolerance) {
        assertThat(frame.widthPx()).isEqualTo(64);
        assertThat(frame.heightPx()).isEqualTo(64);
        for (int patch = 0; patch < 4; patch++) {
            Patches.assertPatch(frame, 32 * (patch % 2), 32 * (patch / 2), Patches.rgb(picture, patch), tolerance);
        }
    }

    private static void refused(byte[] file, ErrorCode code) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining("browser.webp");
    }
}
