package io.talkinghead.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.face.FacePart;
import io.talkinghead.face.Landmarks;
import org.junit.jupiter.api.Test;

class HeadDistanceTest {
    private static final Landmarks NEUTRAL = TurnedFaces.turned(0);

    private final HeadDistance distance = new HeadDistance(NEUTRAL);

    @Test
    void distances_ofAFaceToItself_areNone() {
        Landmarks face = TurnedFaces.turned(25);
        // The arc cosine near 1 loses half the digits.
        assertThat(distance.poseDegrees(face, face)).isLessThan(1e-5);
        assertThat(distance.expressionPercent(face, face)).isZero();
    }

    @Test
    void poseDegrees_turnedHeads_isTheAngleBetweenThem() {
        for (double degrees : new double[] {1, 10, 40}) {
            assertThat(distance.poseDegrees(NEUTRAL, TurnedFaces.turned(degrees)))
                    .isCloseTo(degrees, within(0.01));
        }
        assertThat(distance.poseDegrees(TurnedFaces.turned(-15), TurnedFaces.turned(10)))
                .isCloseTo(25, within(0.01));
    }

    @Test
    void expressionPercent_headThatIsTurnedMovedAndLarger_isNone() {
        Landmarks other = TurnedFaces.turned(20).transformed(1.5, 7, -3);
        assertThat(distance.expressionPercent(NEUTRAL, other)).isLessThan(0.01);
        assertThat(distance.poseDegrees(TurnedFaces.turned(20), other)).isLessThan(0.01);
    }

    @Test
    void expressionPercent_mouthMovedByAnEyeDistance_isItsShareOfAllPoints() {
        float[][] axes = new float[3][Landmarks.COUNT];
        int moved = FacePart.INNER_LIPS.last() - FacePart.OUTER_LIPS.first() + 1;
        for (int i = 0; i < Landmarks.COUNT; i++) {
            axes[0][i] = NEUTRAL.x(i);
            axes[1][i] = NEUTRAL.y(i) + (i >= FacePart.OUTER_LIPS.first() ? (float) NEUTRAL.eyeDistance() : 0);
            axes[2][i] = NEUTRAL.z(i);
        }
        Landmarks talking = Landmarks.of(axes[0], axes[1], axes[2]);
        // The pose is fitted to points that a mouth does not move.
        assertThat(distance.poseDegrees(NEUTRAL, talking)).isLessThan(1e-3);
        assertThat(distance.expressionPercent(NEUTRAL, talking))
                .isCloseTo(100.0 * moved / Landmarks.COUNT, within(0.01));
    }

    @Test
    void pixels_movedFace_isHowFarAtASideOf256() {
        Landmarks moved = NEUTRAL.transformed(1, 3, 4);
        assertThat(LandmarkError.pixels(moved, NEUTRAL, 256)).isCloseTo(5, within(1e-4));
        assertThat(LandmarkError.pixels(moved, NEUTRAL, 128)).isCloseTo(10, within(1e-4));
        assertThat(LandmarkError.pixels(NEUTRAL, NEUTRAL, 128)).isZero();
    }
}
