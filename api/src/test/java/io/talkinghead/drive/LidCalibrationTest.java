package io.talkinghead.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.Golden;
import io.talkinghead.face.Landmarks;
import org.junit.jupiter.api.Test;

class LidCalibrationTest {
    private static final int[][] LIDS = {{37, 41}, {38, 40}, {43, 47}, {44, 46}};
    private static final Landmarks FACE =
            Golden.landmarks(Golden.tensors("guided/vectors.safetensors").tensor("in.photo_landmarks"));

    @Test
    void apply_theFaceItself_isUnchanged() {
        assertThat(LidCalibration.against(FACE).apply(FACE)).isEqualTo(FACE);
    }

    @Test
    void apply_lidsAtHalfTheirOpening_shutsThem() {
        Landmarks shut = LidCalibration.against(FACE).apply(narrowed(0.5f));
        for (int[] pair : LIDS) {
            assertThat(shut.distance(pair[0], pair[1])).isLessThan(0.02 * FACE.distance(pair[0], pair[1]));
        }
    }

    @Test
    void apply_lidsAtThreeQuarters_leavesHalf() {
        Landmarks narrow = LidCalibration.against(FACE).apply(narrowed(0.75f));
        for (int[] pair : LIDS) {
            assertThat(narrow.distance(pair[0], pair[1]))
                    .isCloseTo(0.5 * FACE.distance(pair[0], pair[1]), within(0.02 * FACE.distance(37, 41)));
        }
    }

    @Test
    void apply_faceElsewhereAndLarger_isTheSame() {
        LidCalibration lids = LidCalibration.against(FACE);
        Landmarks moved = lids.apply(narrowed(0.6f).transformed(2, 30, -40));
        Landmarks plain = lids.apply(narrowed(0.6f)).transformed(2, 30, -40);
        for (int i = 0; i < Landmarks.COUNT; i++) {
            assertThat(moved.x(i)).isCloseTo(plain.x(i), within(1e-2f));
            assertThat(moved.y(i)).isCloseTo(plain.y(i), within(1e-2f));
        }
    }

    @Test
    void apply_wideOpenEyes_areLeft() {
        Landmarks wide = narrowed(1.3f);
        assertThat(LidCalibration.against(FACE).apply(wide)).isEqualTo(wide);
    }

    private static Landmarks narrowed(float opening) {
        float[] x = new float[Landmarks.COUNT];
        float[] y = new float[Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            x[i] = FACE.x(i);
            y[i] = FACE.y(i);
        }
        for (int[] pair : LIDS) {
            x[pair[0]] = x[pair[1]] + opening * (x[pair[0]] - x[pair[1]]);
            y[pair[0]] = y[pair[1]] + opening * (y[pair[0]] - y[pair[1]]);
        }
        return Landmarks.of(x, y);
    }
}
