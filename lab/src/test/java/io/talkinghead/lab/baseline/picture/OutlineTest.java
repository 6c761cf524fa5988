package io.talkinghead.lab.baseline.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutlineTest {
    @Test
    void inside_rectangle_isThePixelsWhoseCentresItHolds() {
        Outline rectangle = new Outline(new double[] {1, 4.4, 4.4, 1}, new double[] {2, 2, 3.6, 3.6});
        float[] inside = rectangle.inside(8);
        for (int i = 0; i < 64; i++) {
            boolean within = i % 8 >= 1 && i % 8 <= 3 && i / 8 >= 2 && i / 8 <= 3;
            assertThat(inside[i]).as("pixel %s", i).isEqualTo(within ? 1 : 0);
        }
    }

    @Test
    void inside_outlineBeyondThePicture_isCutOff() {
        Outline all = new Outline(new double[] {-9, 30, 30, -9}, new double[] {-9, -9, 30, 30});
        assertThat(all.inside(4)).containsOnly(1);
        Outline none = new Outline(new double[] {-9, -3, -3, -9}, new double[] {-9, -9, 30, 30});
        assertThat(none.inside(4)).containsOnly(0);
    }

    @Test
    void grown_movesPointsAwayFromTheMiddle() {
        Outline grown = new Outline(new double[] {1, 3, 3, 1}, new double[] {1, 1, 3, 3}).grown(2);
        assertThat(grown.x()).containsExactly(0, 4, 4, 0);
        assertThat(grown.y()).containsExactly(0, 0, 4, 4);
    }
}
