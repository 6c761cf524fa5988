package io.talkinghead.graph.precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.face.FaceMeasures;
import io.talkinghead.face.Landmarks;
import io.talkinghead.testkit.Golden;
import org.junit.jupiter.api.Test;

class HeadPoseTest {
    private static final Landmarks FLAT = flat(Golden.face(128));
    private static final Landmarks FACE = deep();

    private static Landmarks flat(Landmarks face) {
        float[] x = new float[Landmarks.COUNT];
        float[] y = new float[Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            x[i] = face.x(i);
            y[i] = face.y(i);
        }
        return Landmarks.of(x, y);
    }

    /** A nose that stands out, as depth grows away from the camera. */
    private static Landmarks deep() {
        float[] x = new float[Landmarks.COUNT];
        float[] y = new float[Landmarks.COUNT];
        float[] z = new float[Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            x[i] = FLAT.x(i);
            y[i] = FLAT.y(i);
            z[i] = i == 30 ? -20 : i < 17 ? 20 : 0;
        }
        return Landmarks.of(x, y, z);
    }

    @Test
    void of_firstCalibrationPose_isThePhotosOwn() {
        Landmarks found = TypicalPoses.CALIBRATION.get(0).of(FACE);
        for (int i = 0; i < Landmarks.COUNT; i++) {
            assertThat(found.x(i)).isCloseTo(FACE.x(i), within(1e-3f));
            assertThat(found.y(i)).isCloseTo(FACE.y(i), within(1e-3f));
        }
    }

    @Test
    void of_mouthAndLids_opensTheOneAndClosesTheOthers() {
        Landmarks found = new HeadPose(0, 0, 0, 1, 0, 0, 0.3, 1).of(FACE);
        assertThat(FaceMeasures.lidDistance(found)).isCloseTo(0, within(1e-3));
        assertThat(FaceMeasures.lipDistance(found) - FaceMeasures.lipDistance(FACE))
                .isCloseTo(0.3 * FACE.eyeDistance(), within(2.0));
        assertThat(found.y(8)).isGreaterThan(FACE.y(8));
        assertThat(found.y(51)).isEqualTo(FACE.y(51), within(1e-3f));
    }

    @Test
    void of_yaw_movesTheNoseAcrossTheFaceByItsDepth() {
        HeadPose turned = new HeadPose(20, 0, 0, 1, 0, 0, 0, 0);
        assertThat(nose(turned.of(FACE)) - nose(FACE)).isCloseTo(20 * Math.sin(Math.toRadians(20)), within(1.0));
        assertThat(nose(turned.of(FLAT)) - nose(FLAT)).isCloseTo(0, within(1.0));
    }

    /** Where the nose's tip is between the eyes' outer corners. */
    private static double nose(Landmarks face) {
        return face.x(30) - (face.x(36) + face.x(45)) / 2;
    }

    @Test
    void of_scaleRollAndShift_areThoseOfThePicture() {
        Landmarks found = new HeadPose(0, 0, 90, 2, 1, 0.5, 0, 0).of(FLAT);
        assertThat(found.eyeDistance()).isCloseTo(2 * FLAT.eyeDistance(), within(1e-2));
        assertThat(Math.abs(found.x(45) - found.x(36))).isCloseTo(2 * Math.abs(FLAT.y(45) - FLAT.y(36)), within(1e-2f));
        assertThat(mean(found, true) - mean(FLAT, true)).isCloseTo(FLAT.eyeDistance(), within(1e-2));
        assertThat(mean(found, false) - mean(FLAT, false)).isCloseTo(0.5 * FLAT.eyeDistance(), within(1e-2));
    }

    private static double mean(Landmarks face, boolean across) {
        double sum = 0;
        for (int i = 0; i < Landmarks.COUNT; i++) {
            sum += across ? face.x(i) : face.y(i);
        }
        return sum / Landmarks.COUNT;
    }
}
