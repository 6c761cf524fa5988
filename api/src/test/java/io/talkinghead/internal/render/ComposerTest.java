package io.talkinghead.internal.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.conditioning.Upscaling;
import io.talkinghead.image.Frame;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComposerTest {
    private static final int R = 64;

    @Test
    void move_restWithoutChange_isThePhotoAtAnySize() {
        for (int size : new int[] {R, 100, 128, 150}) {
            byte[] noise = new byte[3 * size * size];
            new Random(5).nextBytes(noise);
            Frame photo = Frame.of(size, size, noise);
            assertThat(largestDifference(move(photo, 0, 0, 0), photo.rgb())).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void move_wholeCrop_takesThePhotosPlacesAtItsOwnSize() {
        Frame photo = smoothPicture(128);
        // By 4 of the network's pixels, which are 8 of the photo's.
        byte[] rgb = move(photo, 4, 0, 0);
        for (int y = 0; y < 128; y++) {
            for (int x = 0; x < 119; x++) {
                assertThat(Math.abs((rgb[3 * (y * 128 + x)] & 0xFF) - (photo.sample(x + 8, y, 0) & 0xFF)))
                        .isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void move_change_isAddedAndKeptWithinBlackAndWhite() {
        Frame grey = Frame.of(100, 100, filled(3 * 100 * 100, (byte) 100));
        assertThat(move(grey, 0, 0, 0.2f)).containsOnly((byte) 126);
        assertThat(move(grey, 0, 0, 2)).containsOnly((byte) 255);
        assertThat(move(grey, 0, 0, -2)).containsOnly((byte) 0);
    }

    @Test
    void move_placesThatAreNoNumbers_stayInsideThePhoto() {
        Frame photo = smoothPicture(100);
        assertThat(move(photo, Float.NaN, Float.POSITIVE_INFINITY, 0)).hasSize(3 * 100 * 100);
        assertThat(move(photo, 1e9f, -1e9f, 0)).hasSize(3 * 100 * 100);
    }

    @Test
    void enlarge_constantPicture_staysConstant() {
        float[] image = new float[3 * R * R];
        Arrays.fill(image, -1);
        byte[] rgb = new byte[3 * 100 * 100];
        Composer.ofPictures(new Upscaling(100, R)).enlarge(FloatBuffer.wrap(image), rgb);
        assertThat(rgb).containsOnly((byte) 0);
    }

    private static byte[] move(Frame photo, float byX, float byY, float change) {
        byte[] moved = move(photo, byX, byY, change, R);
        assertThat(move(photo, byX, byY, change, 2 * R)).isEqualTo(moved);
        return moved;
    }

    private static byte[] move(Frame photo, float byX, float byY, float change, int flowSide) {
        int plane = flowSide * flowSide;
        float pixel = (float) R / flowSide;
        float[] flow = new float[2 * plane];
        for (int i = 0; i < plane; i++) {
            flow[i] = (i % flowSide + 0.5f) * pixel + byX;
            flow[plane + i] = (Math.floorDiv(i, flowSide) + 0.5f) * pixel + byY;
        }
        float[] changes = new float[3 * R * R];
        Arrays.fill(changes, change);
        byte[] rgb = new byte[photo.rgb().length];
        Composer.ofMotions(new Upscaling(photo.widthPx(), R), flowSide)
                .move(FloatBuffer.wrap(flow), FloatBuffer.wrap(changes), photo, rgb);
        return rgb;
    }

    private static byte[] filled(int count, byte value) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, value);
        return bytes;
    }

    /** A linear ramp: exactly reproduced by bilinear interpolation inside the picture. */
    private static Frame smoothPicture(int size) {
        byte[] rgb = new byte[3 * size * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    double value = 20 + 90 * (x + 0.5) / size + 90 * (y + 0.5) / size + 10 * channel;
                    rgb[3 * (y * size + x) + channel] = (byte) Math.round(value);
                }
            }
        }
        return Frame.of(size, size, rgb);
    }

    private static int largestDifference(byte[] a, byte[] b) {
        int largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs((a[i] & 0xFF) - (b[i] & 0xFF)));
        }
        return largest;
    }
}
