package io.talkinghead.conditioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.face.Landmarks;
import io.talkinghead.model.WarpVersion;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WarpGridTest {
    private static final int R = 96;

    @Test
    void fit_samePose_mapsEveryPixelToItselfWithinTheGridsRounding() {
        WarpGrid grid = WarpGrid.of(WarpVersion.MLS_V1, R);
        ControlPoints face = ControlPoints.of(face(0, 0), R);
        grid.fit(face, face);
        float[] map = new float[2 * R * R];
        grid.map(map);
        // Half a step of 1/32 cell, a cell being (R - 1) / 31 pixels.
        double rounding = (R - 1) / 31.0 / 64 + 1e-3;
        for (int y = 0; y < R; y++) {
            for (int x = 0; x < R; x++) {
                assertThat((double) map[2 * (y * R + x)]).isCloseTo(x, within(rounding));
                assertThat((double) map[2 * (y * R + x) + 1]).isCloseTo(y, within(rounding));
            }
        }
    }

    @Test
    void fit_faceMovedRight_takesFacePixelsFromTheLeftAndKeepsTheBorder() {
        WarpGrid grid = WarpGrid.of(WarpVersion.MLS_V1, R);
        grid.fit(ControlPoints.of(face(0, 0), R), ControlPoints.of(face(4, 0), R));
        float[] map = new float[2 * R * R];
        grid.map(map);
        int middle = 2 * (R / 2 * R + R / 2);
        assertThat((double) map[middle]).isCloseTo(R / 2.0 - 4, within(0.6));
        assertThat((double) map[middle + 1]).isCloseTo(R / 2.0, within(0.6));
        assertThat(map[0]).isCloseTo(0, within(0.3f));
        assertThat(map[2 * (R * R - 1)]).isCloseTo(R - 1, within(0.3f));
    }

    @Test
    void apply_anyWarp_staysWithinTheRangeOfThePhoto() {
        float[] photo = new float[3 * R * R];
        Random random = new Random(11);
        for (int i = 0; i < photo.length; i++) {
            photo[i] = random.nextFloat() * 2 - 1;
        }
        WarpGrid grid = WarpGrid.of(WarpVersion.MLS_V1, R);
        grid.fit(ControlPoints.of(face(0, 0), R), ControlPoints.of(face(40, -40), R));
        float[] warped = new float[photo.length];
        grid.apply(photo, warped);
        for (float value : warped) {
            assertThat(value).isBetween(-1f, 1f);
        }
    }

    @Test
    void nodes_nothingMoved_lieOnARegularGrid() {
        WarpGrid grid = WarpGrid.of(WarpVersion.MLS_V1, R);
        ControlPoints face = ControlPoints.of(face(0, 0), R);
        grid.fit(face, face);
        float[] nodes = new float[2 * WarpGrid.NODES * WarpGrid.NODES];
        grid.nodes(nodes);
        double spacing = (R - 1.0) / (WarpGrid.NODES - 1);
        for (int row : new int[] {0, 7, WarpGrid.NODES - 1}) {
            for (int column : new int[] {0, 12, WarpGrid.NODES - 1}) {
                int node = row * WarpGrid.NODES + column;
                assertThat((double) nodes[node]).isCloseTo(column * spacing, within(0.01));
                assertThat((double) nodes[nodes.length / 2 + node]).isCloseTo(row * spacing, within(0.01));
            }
        }
    }

    private static Landmarks face(float dx, float dy) {
        float[] x = new float[Landmarks.COUNT];
        float[] y = new float[Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            x[i] = (float) (R * (0.5 + 0.22 * Math.cos(i * 2.4) * (i + 10) / 78)) + dx;
            y[i] = (float) (R * (0.5 + 0.22 * Math.sin(i * 2.4) * (i + 10) / 78)) + dy;
        }
        return Landmarks.of(x, y);
    }
}
