package io.talkinghead.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.image.Frame;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.testkit.DrawnFaces;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuideAnchorsTest {
    private static final Frame FRONTAL = DrawnFaces.picture(128, 128, 64, 64, 30);
    private static final Frame ASIDE = DrawnFaces.picture(128, 128, 64, 64, 20);

    @Test
    void turnDegrees_onePhoto_isTheAngleFromItToEitherSide() {
        GuideAnchors anchors = anchors(new ReferencePhoto(FRONTAL, TurnedFaces.turned(0)));
        for (double turn : new double[] {-40, -16, 0, 14, 26, 36}) {
            assertThat(anchors.turnDegrees(TurnedFaces.turned(turn))).isCloseTo(Math.abs(turn), within(1.5));
        }
    }

    @Test
    void turnDegrees_severalPhotos_isTheAngleFromTheNearestInPose() {
        GuideAnchors anchors = anchors(
                new ReferencePhoto(FRONTAL, TurnedFaces.turned(0)), new ReferencePhoto(ASIDE, TurnedFaces.turned(30)));
        assertThat(anchors.turnDegrees(TurnedFaces.turned(40))).isCloseTo(10, within(1.5));
        assertThat(anchors.photo(TurnedFaces.turned(40))).isSameAs(ASIDE);
        assertThat(anchors.turnDegrees(TurnedFaces.turned(-20))).isCloseTo(20, within(1.5));
        assertThat(anchors.photo(TurnedFaces.turned(-20))).isSameAs(FRONTAL);
    }

    private static GuideAnchors anchors(ReferencePhoto... photos) {
        return new GuideAnchors(List.of(photos), 0, 64);
    }
}
