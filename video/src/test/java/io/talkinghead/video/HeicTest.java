package io.talkinghead.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HEIC, as phones write it. */
final class HeicTest {
    @Test
    void read_onePicture_hasItsColours() {
        assertPatches(read(HeifWriter.single().file()), 0, 0, 0, 2);
    }

    @Test
    void read_grid_isPutTogetherWithoutItsRest() {
        Frame frame = read(HeifWriter.grid(2, 2).size(120, 100).file());
        assertThat(frame.widthPx()).isEqualTo(120);
        assertThat(frame.heightPx()).isEqualTo(100);
        for (int tile = 0; tile < 2; tile++) {
            assertPatches(frame, tile, 64 * tile, 0, 2);
            Patches.assertPatch(frame, 64 * tile, 64, Patches.rgb(2 + tile, 0), 2);
        }
    }

    @Test
    void read_gridOfOddSize_keepsThatSize() {
        Frame frame = read(HeifWriter.grid(3, 1).size(191, 63).file());
        assertThat(frame.widthPx()).isEqualTo(191);
        assertThat(frame.heightPx()).isEqualTo(63);
        Patches.assertPatch(frame, 128, 0, Patches.rgb(2, 0), 2);
    }

    /** Corners name where the patches of the stored picture have to be: 0 1 over 2 3. */
    @ParameterizedTest
    @CsvSource({
        "0, -1, 0123", "1, -1, 1302", "2, -1, 3210", "3, -1, 2031",
        "0, 0, 2301", "1, 0, 0213", "2, 0, 1032", "3, 0, 3120",
        "0, 1, 1032", "1, 1, 3120", "2, 1, 2301", "3, 1, 0213"
    })
    void read_turnedAndMirrored_isUpright(int quarters, int mirror, String corners) {
        for (HeifWriter writer : new HeifWriter[] {HeifWriter.single(), HeifWriter.grid(1, 1)}) {
            writer.turned(quarters);
            if (mirror >= 0) {
                writer.mirrored(mirror);
            }
            Frame frame = read(writer.file());
            for (int place = 0; place < 4; place++) {
                int[] rgb = Patches.rgb(0, corners.charAt(place) - '0');
                Patches.assertPatch(frame, 32 * (place % 2), 32 * (place / 2), rgb, 2);
            }
        }
    }

    @Test
    void read_turnedGrid_hasItsSidesExchanged() {
        Frame frame = read(HeifWriter.grid(2, 1).turned(3).file());
        assertThat(frame.widthPx()).isEqualTo(64);
        assertThat(frame.heightPx()).isEqualTo(128);
        Patches.assertPatch(frame, 0, 0, Patches.rgb(0, 2), 2);
        Patches.assertPatch(frame, 0, 64, Patches.rgb(1, 2), 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void read_displayP3_comesOutInSrgb(boolean grid) {
        HeifWriter profiled = grid ? HeifWriter.grid(2, 1) : HeifWriter.single();
        assertP3(read(profiled.profiled(IccProfiles.displayP3()).file()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void read_coloursNamedByNumbers_comeOutInSrgb(boolean grid) {
        HeifWriter numbered = grid ? HeifWriter.grid(2, 1) : HeifWriter.single();
        assertP3(read(numbered.coloured(12, 13, 6).file()));
    }

    @Test
    void read_profileAndNumbers_goesByTheProfile() {
        HeifWriter both = HeifWriter.single().profiled(IccProfiles.displayP3()).coloured(9, 16, 6);
        assertP3(read(both.file()));
    }

    @Test
    void read_damagedProfile_takesTheColoursForSrgb() {
        assertPatches(read(HeifWriter.single().profiled(new byte[200]).file()), 0, 0, 0, 2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 0.95, 0.999})
    void read_cutOff_isRefused(double share) {
        for (HeifWriter writer : new HeifWriter[] {HeifWriter.single(), HeifWriter.grid(2, 2)}) {
            byte[] file = writer.file();
            refused(Arrays.copyOf(file, (int) (share * file.length)), ErrorCode.IMAGE_UNREADABLE, "phone.heic");
        }
    }

    @Test
    void read_anyByteChanged_isReadOrRefused() {
        byte[] file = HeifWriter.grid(2, 1).file();
        for (int i = 0; i < 700; i += 7) {
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
    @CsvSource({"40000, 40000", "65535, 1600", "2147483647, 2147483647"})
    void read_hugeSize_isRefusedBeforeItIsDecoded(int width, int height) {
        refused(HeifWriter.single().size(width, height).file(), ErrorCode.IMAGE_TOO_LARGE, "phone.heic");
    }

    @Test
    void read_hugeGrid_isRefusedBeforeItIsDecoded() {
        byte[] file = HeifWriter.grid(20, 20)
                .tileSize(2000, 2000)
                .size(40_000, 40_000)
                .file();
        refused(file, ErrorCode.IMAGE_TOO_LARGE, "40000 x 40000");
    }

    @Test
    void read_tilesLargerThanTheySay_areRefused() {
        refused(HeifWriter.grid(2, 2).tileSize(16, 16).size(32, 32).file(), ErrorCode.IMAGE_UNREADABLE, "tiles");
    }

    private static Frame read(byte[] file) {
        return ImageFiles.read(file, "phone.heic");
    }

    private static void assertP3(Frame frame) {
        for (int patch = 0; patch < 4; patch++) {
            int[] srgb = IccProfiles.srgbOfP3(Patches.rgb(0, patch));
            Patches.assertPatch(frame, 32 * (patch % 2), 32 * (patch / 2), srgb, 2);
        }
    }

    private static void assertPatches(Frame frame, int picture, int leftPx, int topPx, int tolerance) {
        for (int patch = 0; patch < 4; patch++) {
            Patches.assertPatch(
                    frame, leftPx + 32 * (patch % 2), topPx + 32 * (patch / 2), Patches.rgb(picture, patch), tolerance);
        }
    }

    private static void refused(byte[] file, ErrorCode code, String words) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(words);
    }
}
