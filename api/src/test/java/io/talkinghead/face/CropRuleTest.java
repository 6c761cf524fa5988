package io.talkinghead.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.image.SquareCrop;
import org.junit.jupiter.api.Test;

class CropRuleTest {
    @Test
    void squareAround_boxOfKnownSize_followsTheRule() {
        Landmarks landmarks = spanning(100, 200, 80, 120);
        SquareCrop crop = CropRule.squareAround(landmarks);
        assertThat(crop.side()).isCloseTo(1.9 * 120, within(1e-4));
        assertThat(crop.left() + crop.side() / 2).isCloseTo(140, within(1e-4));
        assertThat(crop.top() + crop.side() / 2).isCloseTo(260 - 0.1 * 228, within(1e-4));
    }

    @Test
    void intoCrop_cropOfThoseLandmarks_centresThemLowerByATenth() {
        Landmarks landmarks = spanning(100, 200, 80, 120);
        Landmarks inside = CropRule.intoCrop(landmarks, CropRule.squareAround(landmarks), 128);
        assertThat(inside.box().centerX()).isCloseTo(64, within(1e-3));
        assertThat(inside.box().centerY()).isCloseTo(64 + 12.8, within(1e-3));
        assertThat(inside.box().height()).isCloseTo(128 / 1.9, within(1e-3));
    }

    @Test
    void squareAround_allPointsInOnePlace_keepsAPositiveSide() {
        assertThat(CropRule.squareAround(spanning(5, 5, 0, 0)).side()).isEqualTo(1);
    }

    private static Landmarks spanning(float left, float top, float width, float height) {
        float[] x = new float[Landmarks.COUNT];
        float[] y = new float[Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            x[i] = left + width * (i % 2);
            y[i] = top + height * (i / 2 % 2);
        }
        return Landmarks.of(x, y);
    }
}
