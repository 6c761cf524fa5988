package io.talkinghead.video;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.image.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Four pictures of 64 x 64 px with four patches each, and the same as HEVC.
 *
 * <p>The file {@code patches.hevc} holds them as intra pictures with one set of parameters, made by x265 3.5 of their YCbCr
 * (BT.601, full range): {@code lossless=1:keyint=1:info=0:repeat-headers=0:range=full}.
 */
final class Patches {
    static final int SIDE_PX = 64;
    private static final int PATCH_PX = 32;

    /** Red, green and blue of the patches: upper left, upper right, lower left, lower right. */
    private static final int[][][] RGB = {
        {{200, 100, 80}, {90, 140, 70}, {60, 80, 170}, {220, 200, 180}},
        {{230, 160, 130}, {40, 40, 40}, {128, 128, 128}, {100, 60, 50}},
        {{170, 120, 200}, {210, 190, 60}, {70, 160, 170}, {250, 250, 250}},
        {{120, 30, 40}, {30, 90, 40}, {35, 40, 110}, {180, 140, 120}},
    };

    private Patches() {}

    /** Returns the colour of a patch. */
    static int[] rgb(int picture, int patch) {
        return RGB[picture][patch].clone();
    }

    /** Returns a picture. */
    static Frame frame(int picture) {
        byte[] rgb = new byte[3 * SIDE_PX * SIDE_PX];
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % SIDE_PX;
            int y = i / 3 / SIDE_PX;
            rgb[i] = (byte) RGB[picture][y / PATCH_PX * 2 + x / PATCH_PX][i % 3];
        }
        return Frame.of(SIDE_PX, SIDE_PX, rgb);
    }

    /** Returns the units of the HEVC file, without start codes: three with parameters, then the pictures. */
    static List<byte[]> hevcUnits() {
        byte[] file = resource();
        List<byte[]> units = new ArrayList<>();
        int start = -1;
        for (int i = 0; i + 2 < file.length; i++) {
            if (file[i] == 0 && file[i + 1] == 0 && file[i + 2] == 1) {
                if (start >= 0) {
                    units.add(unit(file, start, i));
                }
                start = i + 3;
            }
        }
        units.add(unit(file, start, file.length));
        // Every picture but the first brings the same parameters again.
        return units.stream()
                .filter(unit -> type(unit) == 20 || units.indexOf(unit) < 3)
                .toList();
    }

    private static int type(byte[] unit) {
        return unit[0] >> 1 & 63;
    }

    private static byte[] unit(byte[] file, int from, int to) {
        int end = to;
        // The zero before a start code of four bytes.
        while (end > from && file[end - 1] == 0) {
            end--;
        }
        return ByteBuffer.allocate(end - from).put(file, from, end - from).array();
    }

    private static byte[] resource() {
        try (InputStream in = Patches.class.getResourceAsStream("/patches.hevc")) {
            return requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks the colour in the middle of a patch. */
    static void assertPatch(Frame frame, int leftPx, int topPx, int[] rgb, int tolerance) {
        int[] found = new int[3];
        for (int channel = 0; channel < 3; channel++) {
            found[channel] = frame.sample(leftPx + PATCH_PX / 2, topPx + PATCH_PX / 2, channel);
        }
        for (int channel = 0; channel < 3; channel++) {
            assertThat(Math.abs(found[channel] - rgb[channel]))
                    .as(
                            "%s, not %s, at %s, %s",
                            List.of(found[0], found[1], found[2]), List.of(rgb[0], rgb[1], rgb[2]), leftPx, topPx)
                    .isLessThanOrEqualTo(tolerance);
        }
    }
}
