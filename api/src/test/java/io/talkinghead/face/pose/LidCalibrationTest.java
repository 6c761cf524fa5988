package io.talkinghead.face.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.face.FacePoints;
import io.talkinghead.face.Landmarks;
import io.talkinghead.face.Lids;
import io.talkinghead.testkit.Golden;
import org.junit.jupiter.api.Test;

class LidCalibrationTest {
    private static final Landmarks FACE = Golden.face(128);

    @Test
    void apply_theFaceItself_isUnchanged() {
        assertThat(LidCalibration.against(FACE).apply(FACE)).isEqualTo(FACE);
    }

    @Test
    void apply_lidsAtHalfTheirOpening_shutsThem() {
        Landmarks shut = LidCalibration.against(FACE).apply(Lids.opened(FACE, 0.5f));
        for (FacePoints.Pair pair : Lids.pairs()) {
            assertThat(shut.distance(pair.upper(), pair.lower()))
                    .isLessThan(0.02 * FACE.distance(pair.upper(), pair.lower()));
        }
    }

    @Test
    void apply_lidsAtThreeQuarters_leavesHalf() {
        Landmarks narrow = LidCalibration.against(FACE).apply(Lids.opened(FACE, 0.75f));
        for (FacePoints.Pair pair : Lids.pairs()) {
            assertThat(narrow.distance(pair.upper(), pair.lower()))
                    .isCloseTo(0.5 * FACE.distance(pair.upper(), pair.lower()), within(0.02 * FACE.distance(37, 41)));
        }
    }

    @Test
    void apply_faceElsewhereAndLarger_isTheSame() {
        LidCalibration lids = LidCalibration.against(FACE);
        Landmarks moved = lids.apply(Lids.opened(FACE, 0.6f).transformed(2, 30, -40));
        Landmarks plain = lids.apply(Lids.opened(FACE, 0.6f)).transformed(2, 30, -40);
        for (int i = 0; i < Landmarks.COUNT; i++) {
            assertThat(moved.x(i)).isCloseTo(plain.x(i), within(1e-2f));
            assertThat(moved.y(i)).isCloseTo(plain.y(i), within(1e-2f));
        }
    }

    @Test
    void apply_wideOpenEyes_areLeft() {
        Landmarks wide = Lids.opened(FACE, 1.3f);
        assertThat(LidCalibration.against(FACE).apply(wide)).isEqualTo(wide);
    }
}
