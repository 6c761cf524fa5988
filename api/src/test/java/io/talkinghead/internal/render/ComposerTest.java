package io.talkinghead.internal.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.conditioning.ControlPoints;
import io.talkinghead.conditioning.Upscaling;
import io.talkinghead.conditioning.WarpGrid;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Planes;
import io.talkinghead.model.WarpVersion;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComposerTest {
    private static final int R = 64;
    private static final Landmarks FACE = face(0);

    @Test
    void compose_noMotionAndNetworkKeepsThePhoto_isThePhotoAtAnySize() {
        for (int size : new int[] {R, 100, 128, 150}) {
            Frame photo = smoothPicture(size);
            // The network saw a photo of its own size and handed it back unchanged.
            float[] seen = Planes.from(smoothPicture(R));
            byte[] rgb = compose(photo, seen, seen, 1, FACE);
            assertThat(largestDifference(rgb, photo.rgb())).isLessThanOrEqualTo(1);
        }
    }

    // The network's warp is rounded to steps of 1/32 cell, the composer's is not: a little more than rounding is left.
    @Test
    void compose_networkSizeAndAnyMask_isTheNetworksPicture() {
        Random random = new Random(7);
        float[] image = noise(random);
        float[] warped = new float[3 * R * R];
        WarpGrid grid = WarpGrid.of(WarpVersion.MLS_V1, R);
        Landmarks target = face(3);
        grid.fit(ControlPoints.of(FACE, R), ControlPoints.of(target, R));
        Frame photo = smoothPicture(R);
        grid.apply(Planes.from(photo), warped);
        for (float mask : new float[] {0, 0.25f, 1}) {
            byte[] rgb = compose(photo, image, warped, mask, target);
            for (int i = 0; i < R * R; i++) {
                for (int channel = 0; channel < 3; channel++) {
                    double expected = (image[channel * R * R + i] + 1) * 127.5;
                    assertThat((double) (rgb[3 * i + channel] & 0xFF)).isCloseTo(expected, within(1.2));
                }
            }
        }
    }

    @Test
    void compose_networkPaintedEverything_showsNothingOfThePhoto() {
        float[] grey = new float[3 * R * R];
        byte[] rgb = compose(noisyPicture(128), grey, noise(new Random(3)), 0, FACE);
        assertThat(rgb).containsOnly((byte) 128);
    }

    @Test
    void enlarge_constantPicture_staysConstant() {
        float[] image = new float[3 * R * R];
        Arrays.fill(image, -1);
        byte[] rgb = new byte[3 * 100 * 100];
        new Composer(new Upscaling(100, R)).enlarge(FloatBuffer.wrap(image), rgb);
        assertThat(rgb).containsOnly((byte) 0);
    }

    private static byte[] compose(Frame photo, float[] image, float[] warped, float mask, Landmarks target) {
        int size = photo.widthPx();
        float[] masks = new float[R * R];
        Arrays.fill(masks, mask);
        WarpGrid grid = WarpGrid.of(WarpVersion.MLS_V1, R);
        grid.fit(ControlPoints.of(FACE, R), ControlPoints.of(target, R));
        byte[] rgb = new byte[3 * size * size];
        Upscaling upscaling = new Upscaling(size, R);
        Composer composer = new Composer(upscaling);
        composer.compose(FloatBuffer.wrap(image), FloatBuffer.wrap(masks), warped, grid.rows(upscaling), photo, rgb);
        return rgb;
    }

    private static Landmarks face(float shift) {
        float[] x = new float[Landmarks.COUNT];
        float[] y = new float[Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            x[i] = (float) (R * (0.5 + 0.2 * Math.cos(i * 2.4) * (i + 10) / 78)) + shift;
            y[i] = (float) (R * (0.55 + 0.2 * Math.sin(i * 2.4) * (i + 10) / 78));
        }
        return Landmarks.of(x, y);
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

    private static Frame noisyPicture(int size) {
        byte[] rgb = new byte[3 * size * size];
        new Random(5).nextBytes(rgb);
        return Frame.of(size, size, rgb);
    }

    private static float[] noise(Random random) {
        float[] values = new float[3 * R * R];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() * 2 - 1;
        }
        return values;
    }

    private static int largestDifference(byte[] a, byte[] b) {
        int largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs((a[i] & 0xFF) - (b[i] & 0xFF)));
        }
        return largest;
    }
}
