package io.talkinghead.conditioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.image.Frame;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BilinearRowTest {
    private static final int WIDTH = 13;
    private static final int HEIGHT = 7;
    private static final int PLACES = 1000;

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 12, 15})
    void mix_placesInsideAndOutside_isTheMeanOfFourPixelsAtTheNearestPlaceInside(int bits) {
        Frame picture = noise(WIDTH, HEIGHT);
        Random random = new Random(bits);
        int[] x = new int[PLACES];
        int[] y = new int[PLACES];
        BilinearRow row = new BilinearRow(PLACES, bits);
        for (int i = 0; i < PLACES; i++) {
            x[i] = random.nextInt((WIDTH + 4) << bits) - (2 << bits);
            y[i] = random.nextInt((HEIGHT + 4) << bits) - (2 << bits);
            row.place(i, x[i], y[i]);
        }
        row.take(picture.rgb(), WIDTH, HEIGHT);
        int[] mixed = new int[PLACES];
        double part = 1 << bits;
        double level = 1 << row.levelBits();
        for (int colour = 0; colour < 3; colour++) {
            row.mix(colour, mixed);
            for (int i = 0; i < PLACES; i++) {
                assertThat(mixed[i] / level)
                        .isCloseTo(
                                bilinear(picture, x[i] / part, y[i] / part, colour), within(bits == 8 ? 0 : 1 / 500.0));
            }
        }
    }

    @Test
    void take_placesBeyondAllBounds_staysInside() {
        byte[] rgb = new byte[3 * 2 * 2];
        rgb[0] = 10;
        rgb[9] = 90;
        BilinearRow row = new BilinearRow(2, 8);
        row.place(0, Integer.MIN_VALUE, Integer.MIN_VALUE);
        row.place(1, Integer.MAX_VALUE, Integer.MAX_VALUE);

        row.take(rgb, 2, 2);

        int[] red = new int[2];
        row.mix(0, red);
        assertThat(red).containsExactly(10 << 16, 90 << 16);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 16})
    void new_partsItCannotMix_areRefused(int bits) {
        assertThatThrownBy(() -> new BilinearRow(1, bits)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void mix_otherLength_isRefused() {
        BilinearRow row = new BilinearRow(2, 8);
        assertThatThrownBy(() -> row.mix(0, new int[1])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void take_pictureTooNarrowOrTooWide_isRefused() {
        BilinearRow row = new BilinearRow(1, 15);
        assertThat(row.widestPx()).isEqualTo(65_535);
        assertThatThrownBy(() -> row.take(new byte[6], 1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> row.take(new byte[6 * 65_536], 65_536, 2))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double bilinear(Frame picture, double x, double y, int colour) {
        double insideX = Math.min(WIDTH - 1, Math.max(0, x));
        double insideY = Math.min(HEIGHT - 1, Math.max(0, y));
        int left = (int) Math.min(WIDTH - 2, insideX);
        int top = (int) Math.min(HEIGHT - 2, insideY);
        double right = insideX - left;
        double below = insideY - top;
        return (1 - below)
                        * ((1 - right) * picture.sample(left, top, colour)
                                + right * picture.sample(left + 1, top, colour))
                + below
                        * ((1 - right) * picture.sample(left, top + 1, colour)
                                + right * picture.sample(left + 1, top + 1, colour));
    }

    private static Frame noise(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        new Random(2).nextBytes(rgb);
        return Frame.of(width, height, rgb);
    }
}
