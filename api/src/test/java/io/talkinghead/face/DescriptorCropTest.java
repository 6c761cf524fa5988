package io.talkinghead.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.image.SquareCrop;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DescriptorCropTest {
    /** Eyes at (100, 100) and (160, 100), the mouth at (130, 180); all else far away, which must not matter. */
    private static Landmarks face() {
        float[] x = new float[Landmarks.COUNT];
        float[] y = new float[Landmarks.COUNT];
        Arrays.fill(x, 900);
        Arrays.fill(y, -900);
        for (int i = 36; i < Landmarks.COUNT; i++) {
            // Points alternate around their centre.
            float offset = i % 2 == 0 ? 4 : -4;
            x[i] = offset + (i < 42 ? 100 : i < 48 ? 160 : 130);
            y[i] = offset + (i < 48 ? 100 : 180);
        }
        return Landmarks.of(x, y);
    }

    @Test
    void squareAround_face_isPlacedByEyesAndMouth() {
        SquareCrop crop = DescriptorCrop.squareAround(face());
        double side = Math.hypot(30, 80) / 0.45;
        assertThat(crop.side()).isCloseTo(side, within(1e-6));
        assertThat(crop.left()).isCloseTo(130 - side / 2, within(1e-6));
        assertThat(crop.top()).isCloseTo(380 / 3.0 - 0.43 * side, within(1e-6));
    }

    @Test
    void squareAround_movedAndScaledFace_movesAndScalesAlong() {
        SquareCrop crop = DescriptorCrop.squareAround(face());
        SquareCrop moved = DescriptorCrop.squareAround(face().transformed(2.5, -40, 70));
        assertThat(moved.side()).isCloseTo(2.5 * crop.side(), within(1e-4));
        assertThat(moved.left()).isCloseTo(2.5 * crop.left() - 40, within(1e-4));
        assertThat(moved.top()).isCloseTo(2.5 * crop.top() + 70, within(1e-4));
    }

    @Test
    void squareAround_allPointsInOne_hasAPositiveSide() {
        Landmarks point = Landmarks.of(new float[Landmarks.COUNT], new float[Landmarks.COUNT]);
        assertThat(DescriptorCrop.squareAround(point).side()).isEqualTo(1);
    }
}
