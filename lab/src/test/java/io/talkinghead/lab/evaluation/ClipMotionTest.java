package io.talkinghead.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.face.FaceMeasures;
import io.talkinghead.face.Landmarks;
import io.talkinghead.testkit.DrawnFaces;
import org.junit.jupiter.api.Test;

class ClipMotionTest {
    private static final Landmarks FACE = DrawnFaces.landmarks(64, 64, 30);

    @Test
    void openness_eyesAndMouthLaidOut_isAsGivenWhateverTheSize() {
        Landmarks face = OpenFaces.opened(FACE, 0.31, 0.17);
        assertThat(FaceMeasures.eyeOpenness(face)).isCloseTo(0.31, within(1e-6));
        assertThat(FaceMeasures.mouthOpenness(face)).isCloseTo(0.17, within(1e-6));
        assertThat(FaceMeasures.eyeOpenness(face.transformed(3, 5, -9))).isCloseTo(0.31, within(1e-5));
    }

    @Test
    void eyes_lidsHalfAsFarOpen_correlateFully() {
        ClipMotion motion = new ClipMotion();
        for (int i = 0; i < 8; i++) {
            motion.add(face(0.1 + 0.03 * i, 0), face(0.2 + 0.015 * i, 0));
        }
        assertThat(motion.eyes().orElseThrow()).isCloseTo(1, within(1e-6));
        assertThat(motion.mouth()).isEmpty();
    }

    @Test
    void mouth_handComputedExample_isPearsons() {
        // Deviations of 1..8 and of 1 2 3 4 8 7 6 5, in steps of 0.04: sum of products 32, of squares 42 each.
        int[] painted = {1, 2, 3, 4, 8, 7, 6, 5};
        ClipMotion motion = new ClipMotion();
        for (int i = 0; i < 8; i++) {
            motion.add(face(0.3, 0.04 * (i + 1)), face(0.3, 0.04 * painted[i]));
        }
        assertThat(motion.mouth().orElseThrow()).isCloseTo(32.0 / 42, within(1e-6));
    }

    @Test
    void eyes_faceThatNeverMoves_doesNotFollow() {
        ClipMotion motion = new ClipMotion();
        for (int i = 0; i < 9; i++) {
            motion.add(face(0.1 + 0.03 * i, 0), face(0.3, 0));
        }
        assertThat(motion.eyes().orElseThrow()).isZero();
    }

    @Test
    void eyes_tooFewFramesOrTooStillADriver_areNotMeasured() {
        ClipMotion few = new ClipMotion();
        ClipMotion still = new ClipMotion();
        for (int i = 0; i < 32; i++) {
            if (i < ClipMotion.MIN_FRAMES - 1) {
                few.add(face(0.03 * i, 0), face(0.03 * i, 0));
            }
            double jitter = 0.3 + (i % 2 == 0 ? 0.99 : -0.99) * ClipMotion.MIN_EYES;
            still.add(face(jitter, 0), face(jitter, 0));
        }
        assertThat(few.eyes()).isEmpty();
        assertThat(still.eyes()).isEmpty();
    }

    private static Landmarks face(double eyes, double mouth) {
        return OpenFaces.opened(FACE, eyes, mouth);
    }
}
