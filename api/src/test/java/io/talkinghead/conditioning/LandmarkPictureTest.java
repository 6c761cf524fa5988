package io.talkinghead.conditioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.face.Landmarks;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LandmarkPictureTest {
    private static final int SIZE = 64;

    @Test
    void draw_allPointsOutside_isBlack() {
        float[] planes = new float[3 * SIZE * SIZE];
        LandmarkPicture.draw(line(-500, -500, -400), SIZE, planes);
        assertThat(planes).containsOnly(-1f);
    }

    @Test
    void draw_jawThroughPixelCentres_isWhiteThereAndFadesSymmetrically() {
        float[] planes = new float[3 * SIZE * SIZE];
        // The jaw runs along the centres of row 20; every other point lies far outside.
        LandmarkPicture.draw(line(10, 50, 20.5f), SIZE, planes);
        for (int channel = 0; channel < 3; channel++) {
            int at = channel * SIZE * SIZE + 20 * SIZE + 30;
            assertThat(planes[at]).isGreaterThan(0.85f);
            assertThat(planes[at - SIZE]).isCloseTo(planes[at + SIZE], within(1e-5f));
            assertThat(planes[at - SIZE]).isBetween(-0.9f, 0f);
            assertThat(planes[at + 2 * SIZE]).isEqualTo(-1);
        }
    }

    @Test
    void draw_lineShiftedByHalfAPixel_splitsEvenlyBetweenTwoRows() {
        float[] planes = new float[3 * SIZE * SIZE];
        LandmarkPicture.draw(line(10, 50, 20), SIZE, planes);
        assertThat(planes[19 * SIZE + 30]).isCloseTo(planes[20 * SIZE + 30], within(1e-5f));
    }

    @Test
    void draw_browOnly_usesItsColour() {
        float[] x = filled(-500);
        float[] y = filled(-500);
        for (int i = 17; i <= 21; i++) {
            x[i] = 10 + 8 * (i - 17);
            y[i] = 30.5f;
        }
        float[] planes = new float[3 * SIZE * SIZE];
        LandmarkPicture.draw(Landmarks.of(x, y), SIZE, planes);
        int at = 30 * SIZE + 20;
        assertThat(planes[at]).isGreaterThan(0.85f);
        assertThat(planes[SIZE * SIZE + at]).isEqualTo(-1);
        assertThat(planes[2 * SIZE * SIZE + at]).isEqualTo(-1);
    }

    @Test
    void draw_arrayOfAnotherLength_isRefused() {
        assertThatThrownBy(() -> LandmarkPicture.draw(line(1, 2, 3), SIZE, new float[7]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Landmarks line(float fromX, float toX, float y) {
        float[] x = filled(-500);
        float[] ys = filled(-500);
        for (int i = 0; i <= 16; i++) {
            x[i] = fromX + (toX - fromX) * i / 16;
            ys[i] = y;
        }
        return Landmarks.of(x, ys);
    }

    private static float[] filled(float value) {
        float[] values = new float[Landmarks.COUNT];
        Arrays.fill(values, value);
        return values;
    }
}
