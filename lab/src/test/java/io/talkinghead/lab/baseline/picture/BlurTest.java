package io.talkinghead.lab.baseline.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BlurTest {
    @Test
    void of_evenPlane_staysEvenUpToTheBorder() {
        float[] plane = new float[49];
        Arrays.fill(plane, 0.25f);
        // The last radius is larger than the picture.
        for (int radius : new int[] {0, 1, 3, 20}) {
            for (float value : Blur.of(plane, 7, radius)) {
                assertThat(value).isCloseTo(0.25f, within(1e-6f));
            }
        }
    }

    @Test
    void of_onePoint_isABellOfThreeBoxes() {
        float[] plane = new float[21 * 21];
        plane[10 * 21 + 10] = 27 * 27;
        float[] blurred = Blur.of(plane, 21, 1);
        // (1, 1, 1) three times over itself.
        int[] bell = {1, 3, 6, 7, 6, 3, 1};
        for (int y = 0; y < 7; y++) {
            for (int x = 0; x < 7; x++) {
                assertThat(blurred[(7 + y) * 21 + 7 + x]).isCloseTo(bell[x] * bell[y], within(1e-3f));
            }
        }
        assertThat(plane[10 * 21 + 10]).isEqualTo(27 * 27);
    }

    @Test
    void within_square_fadesInsideItsBorderAlone() {
        float[] mask = new float[21 * 21];
        for (int y = 5; y < 16; y++) {
            Arrays.fill(mask, y * 21 + 5, y * 21 + 16, 1);
        }
        float[] soft = Blur.within(mask, 21, 1);
        for (int i = 0; i < mask.length; i++) {
            assertThat(soft[i]).isBetween(0f, mask[i]);
        }
        assertThat(soft[10 * 21 + 10]).isCloseTo(1, within(1e-5f));
        // Of the bell 23 of 27 parts are inside one pixel from the border, 17 at it.
        assertThat(soft[10 * 21 + 5]).isCloseTo(2 * 17f / 27 - 1, within(1e-5f));
        assertThat(soft[10 * 21 + 6]).isCloseTo(2 * 23f / 27 - 1, within(1e-5f));
    }
}
