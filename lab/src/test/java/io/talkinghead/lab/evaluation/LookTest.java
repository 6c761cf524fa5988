package io.talkinghead.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LookTest {
    private static Look look(float[]... tiles) {
        return new Look(new float[] {1}, tiles);
    }

    @Test
    void distance_equalPicturesOrOnlyStrongerFeatures_isNone() {
        Look look = look(new float[] {3, 4}, new float[] {0, 2});
        assertThat(Look.distance(look, look)).isZero();
        assertThat(Look.distance(look, look(new float[] {6, 8}, new float[] {0, 1})))
                .isCloseTo(0, within(1e-12));
    }

    @Test
    void distance_oneTileOfTwoHasOtherFeatures_isHalfTheirs() {
        // Two directions at right angles are 2 apart, squared.
        assertThat(Look.distance(
                        look(new float[] {1, 0}, new float[] {5, 0}), look(new float[] {1, 0}, new float[] {0, 7})))
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void distance_tileWithoutFeatures_isThatToTheOtherAlone() {
        assertThat(Look.distance(look(new float[] {0, 0}), look(new float[] {0, 2})))
                .isCloseTo(1, within(1e-12));
    }
}
