package io.talkinghead.internal.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.conditioning.Upscaling;
import io.talkinghead.image.Frame;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MovedPictureTest {
    private static final int R = 64;

    @Test
    void write_restWithoutChange_isThePhotoAtAnySize() {
        for (int size : new int[] {R, 100, 128, 150}) {
            byte[] noise = new byte[3 * size * size];
            new Random(5).nextBytes(noise);
            Frame photo = Frame.of(size, size, noise);
            assertThat(move(photo, 0, 0, 0)).isEqualTo(photo.rgb());
        }
    }

    @Test
    void write_wholeCrop_takesThePhotosPlacesAtItsOwnSize() {
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
    void write_change_isAddedAndKeptWithinBlackAndWhite() {
        Frame grey = Frame.of(100, 100, filled(3 * 100 * 100, (byte) 100));
        assertThat(move(grey, 0, 0, 0.2f)).containsOnly((byte) 126);
        assertThat(move(grey, 0, 0, 2)).containsOnly((byte) 255);
        assertThat(move(grey, 0, 0, -2)).containsOnly((byte) 0);
    }

    @Test
    void write_placesThatAreNoNumbers_stayInsideThePhoto() {
        Frame photo = smoothPicture(100);
        assertThat(move(photo, Float.NaN, Float.POSITIVE_INFINITY, 0)).hasSize(3 * 100 * 100);
        assertThat(move(photo, 1e9f, -1e9f, 0)).hasSize(3 * 100 * 100);
    }

    @Test
    void write_placesOfAnyKind_mixesFourPixelsToHalfALevel() {
        Random random = new Random(3);
        int size = 90;
        byte[] noise = new byte[3 * size * size];
        random.nextBytes(noise);
        Frame photo = Frame.of(size, size, noise);
        float[] flow = new float[2 * size * size];
        for (int i = 0; i < flow.length; i++) {
            // Also beyond the borders; whole 256ths of a pixel, which are mixed exactly.
            flow[i] = random.nextInt(-2 * 256, (size + 2) * 256) / 256f;
        }
        byte[] rgb = new byte[3 * size * size];
        new MovedPicture(new Upscaling(size, size), size, FloatBuffer.wrap(flow), FloatBuffer.allocate(3 * size * size))
                .write(photo, rgb);
        for (int i = 0; i < size * size; i++) {
            for (int colour = 0; colour < 3; colour++) {
                assertThat((double) (rgb[3 * i + colour] & 0xFF))
                        .isCloseTo(mixed(photo, flow[i] - 0.5, flow[size * size + i] - 0.5, colour), within(0.501));
            }
        }
    }

    private static double mixed(Frame photo, double x, double y, int colour) {
        double insideX = Math.min(photo.widthPx() - 1, Math.max(0, x));
        double insideY = Math.min(photo.heightPx() - 1, Math.max(0, y));
        int left = (int) Math.min(photo.widthPx() - 2, insideX);
        int top = (int) Math.min(photo.heightPx() - 2, insideY);
        double right = insideX - left;
        double below = insideY - top;
        return (1 - below)
                        * ((1 - right) * photo.sample(left, top, colour) + right * photo.sample(left + 1, top, colour))
                + below
                        * ((1 - right) * photo.sample(left, top + 1, colour)
                                + right * photo.sample(left + 1, top + 1, colour));
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
        new MovedPicture(new Upscaling(photo.widthPx(), R), flowSide, FloatBuffer.wrap(flow), FloatBuffer.wrap(changes))
                .write(photo, rgb);
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
}
