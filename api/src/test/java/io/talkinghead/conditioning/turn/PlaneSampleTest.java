package io.talkinghead.conditioning.turn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaneSampleTest {
    /** Two planes of 2 x 2. */
    private static final float[] PLANES = {0, 1, 2, 3, 10, 20, 30, 40};

    @Test
    void moved_mapOfPlacesThemselves_changesNothing() {
        float[] map = {0.5f, 1.5f, 0.5f, 1.5f, 0.5f, 0.5f, 1.5f, 1.5f};
        assertThat(PlaneSample.moved(PLANES, map, 2)).containsExactly(PLANES);
    }

    @Test
    void moved_placesBetweenAndBeyond_areMeansAndTheBorder() {
        float[] map = {1, -9, 99, 0.5f, 1, -9, 99, 99};
        assertThat(PlaneSample.moved(PLANES, map, 2)).containsExactly(1.5f, 0, 3, 2, 25, 10, 40, 30);
    }
}
