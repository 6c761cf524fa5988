package io.talkinghead.conditioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.face.FacePart;
import io.talkinghead.face.FacePoints;
import io.talkinghead.face.Landmarks;
import io.talkinghead.face.Lids;
import io.talkinghead.model.WarpVersion;
import io.talkinghead.testkit.Golden;
import org.junit.jupiter.api.Test;

class LidWarpTest {
    private static final int R = 128;
    private static final Landmarks FACE =
            Golden.landmarks(Golden.tensors("guided/vectors.safetensors").tensor("in.photo_landmarks"));

    @Test
    void fit_shutEyes_showsNothingOfWhatLiesBetweenTheLids() {
        WarpGrid grid = WarpGrid.of(WarpVersion.MLS_LIDS_V3, R);
        grid.fit(ControlPoints.of(FACE, R), ControlPoints.of(Lids.opened(FACE, 0), R));
        float[] source = new float[2];
        for (FacePoints.Pair pair : Lids.pairs()) {
            FacePoints.Eye eye = FacePart.LEFT_EYE.contains(pair.upper()) ? FacePoints.LEFT_EYE : FacePoints.RIGHT_EYE;
            double angle =
                    Math.atan2(FACE.y(eye.right()) - FACE.y(eye.left()), FACE.x(eye.right()) - FACE.x(eye.left()));
            double acrossX = -Math.sin(angle);
            double acrossY = Math.cos(angle);
            double open = acrossX * (FACE.x(pair.lower()) - FACE.x(pair.upper()))
                    + acrossY * (FACE.y(pair.lower()) - FACE.y(pair.upper()));
            // Across the eye, through its upper lid's point.
            for (double down = -3; down < open + 3; down += 0.05) {
                double x = FACE.x(pair.upper()) - 0.5 + down * acrossX;
                double y = FACE.y(pair.upper()) - 0.5 + down * acrossY;
                source[0] = (float) x;
                source[1] = (float) y;
                grid.moveLids(y, x, 1, source);
                double moved = acrossX * (source[0] - x) + acrossY * (source[1] - y);
                double inside = Math.min(down + moved, open - down - moved);
                assertThat(inside)
                        .as("how far inside the eye %s comes from", down)
                        .isLessThan(1);
            }
        }
    }

    @Test
    void fit_shutEyesWithoutLids_stillShowsTheEye() {
        WarpGrid grid = WarpGrid.of(WarpVersion.MLS_V1, R);
        grid.fit(ControlPoints.of(FACE, R), ControlPoints.of(Lids.opened(FACE, 0), R));
        float[] map = new float[2 * R * R];
        grid.map(map);
        double upper = FACE.y(37) - 0.5;
        double lower = FACE.y(41) - 0.5;
        double deepest = 0;
        for (int y = (int) upper; y <= lower; y++) {
            double from = map[2 * (y * R + Math.round(FACE.x(37) - 0.5f)) + 1];
            deepest = Math.max(deepest, Math.min(from - upper, lower - from));
        }
        assertThat(deepest).as("that is why lids have a warp of their own").isGreaterThan(1);
    }

    @Test
    void fit_sameFace_movesNoPixel() {
        WarpGrid grid = WarpGrid.of(WarpVersion.MLS_LIDS_V3, R);
        grid.fit(ControlPoints.of(FACE, R), ControlPoints.of(FACE, R));
        float[] map = new float[2 * R * R];
        grid.map(map);
        double rounding = (R - 1) / 31.0 / 64 + 1e-2;
        for (int y = 0; y < R; y++) {
            for (int x = 0; x < R; x++) {
                assertThat((double) map[2 * (y * R + x)]).isCloseTo(x, within(rounding));
                assertThat((double) map[2 * (y * R + x) + 1]).isCloseTo(y, within(rounding));
            }
        }
    }

    @Test
    void shift_eyesShutInThePhotoToo_movesNothing() {
        Landmarks shut = Lids.opened(FACE, 0);
        WarpGrid grid = WarpGrid.of(WarpVersion.MLS_LIDS_V3, R);
        grid.fit(ControlPoints.of(shut, R), ControlPoints.of(shut, R));
        float[] source = new float[2];
        for (int y = 0; y < R; y++) {
            for (int x = 0; x < R; x++) {
                source[0] = x;
                source[1] = y;
                grid.moveLids(y, x, 1, source);
                assertThat((double) source[0]).isCloseTo(x, within(1e-3));
                assertThat((double) source[1]).isCloseTo(y, within(1e-3));
            }
        }
    }

    @Test
    void fit_anyOpening_isContinuousOutsideTheLids() {
        WarpGrid grid = WarpGrid.of(WarpVersion.MLS_LIDS_V3, R);
        float[] map = new float[2 * R * R];
        for (float opening = 0; opening < 1.6f; opening += 0.2f) {
            grid.fit(ControlPoints.of(FACE, R), ControlPoints.of(Lids.opened(FACE, opening), R));
            grid.map(map);
            for (int y = 1; y < R; y++) {
                for (int x = 1; x < R; x++) {
                    int at = 2 * (y * R + x);
                    assertThat(Math.abs(map[at] - map[at - 2])).isLessThan(4);
                    // Down a column there is one step where shut lids meet: as large as the eye was open.
                    assertThat(Math.abs(map[at + 1] - map[at + 1 - 2 * R])).isLessThan(9);
                }
            }
        }
    }
}
