package io.talkinghead.graph.precision;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MovedPhotoTest {
    private static final int SIDE = 4;
    private static final int PLANE = SIDE * SIDE;

    /** Channel 0 grows to the right, channel 1 downwards, channel 2 is the same everywhere; what is lent lies behind. */
    private static float[] guide() {
        float[] guide = new float[3 * PLANE + 7];
        for (int i = 0; i < PLANE; i++) {
            guide[i] = 0.1f * (i % SIDE);
            guide[PLANE + i] = 0.1f * (i / SIDE);
            guide[2 * PLANE + i] = 0.5f;
        }
        return guide;
    }

    private static float[] flow(float x, float y) {
        float[] flow = new float[2 * PLANE];
        for (int i = 0; i < PLANE; i++) {
            flow[i] = x;
            flow[PLANE + i] = y;
        }
        return flow;
    }

    @Test
    void of_placesBetweenPixels_mixesTheirNeighbours() {
        float[] picture = MovedPhoto.of(guide(), flow(1.75f, 2.5f), new float[3 * PLANE]);
        assertThat(picture[5]).isCloseTo(0.125f, within());
        assertThat(picture[PLANE + 5]).isCloseTo(0.2f, within());
        assertThat(picture[2 * PLANE + 5]).isCloseTo(0.5f, within());
    }

    @Test
    void of_placesBeyondThePhoto_takesItsBorder() {
        assertThat(MovedPhoto.of(guide(), flow(-9, 99), new float[3 * PLANE])[0])
                .isCloseTo(0, within());
        assertThat(MovedPhoto.of(guide(), flow(-9, 99), new float[3 * PLANE])[PLANE])
                .isCloseTo(0.3f, within());
    }

    @Test
    void of_largeChanges_staysBetweenBlackAndWhite() {
        float[] change = new float[3 * PLANE];
        change[0] = 0.25f;
        change[1] = 2;
        change[2] = -2;
        assertThat(MovedPhoto.of(guide(), flow(0.5f, 0.5f), change)).startsWith(0.25f, 1, -1);
    }

    private static Offset<Float> within() {
        return Offset.offset(1e-5f);
    }
}
