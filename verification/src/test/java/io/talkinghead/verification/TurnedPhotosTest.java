package io.talkinghead.verification;

import static io.talkinghead.verification.Samples.ASTRONAUT;
import static io.talkinghead.verification.Samples.MONA_LISA;
import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.Engine;
import io.talkinghead.TalkingHead;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.person.Framing;
import io.talkinghead.person.Photo;
import io.talkinghead.person.ReferencePhoto;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Photos that lie on their side or stand on their head: they are turned back for good, and the person says so. */
@Timeout(120)
class TurnedPhotosTest {
    private static final Frame UPRIGHT = ImageFiles.read(ASTRONAUT);
    private static Engine engine;

    @BeforeAll
    static void open() {
        engine = Engine.open();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static TalkingHead head(Photo... photos) {
        return TalkingHead.builder(photos)
                .engine(engine)
                .framing(Framing.FULL_PHOTO)
                .build();
    }

    private static Photo turned(Frame picture, int quarters) {
        return Photo.of(picture.turned(quarters), "turned.png");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void build_photoTurned_givesTheHeadOfTheUprightOne(int quarters) {
        try (TalkingHead expected = head(Photo.of(UPRIGHT, "upright.png"));
                TalkingHead head = head(turned(UPRIGHT, quarters))) {
            assertThat(head.neutralLandmarks()).isEqualTo(expected.neutralLandmarks());
            assertThat(head.render(head.neutralLandmarks()).rgb())
                    .isEqualTo(expected.render(expected.neutralLandmarks()).rgb());
            String back =
                    quarters == 2 ? "180 degrees" : "90 degrees " + (quarters == 1 ? "counterclockwise" : "clockwise");
            assertThat(head.person().provenance()).containsEntry("turned", "turned.png turned by " + back);
        }
    }

    /** The detector takes this one, upside down, for an upright face. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void build_photoTakenForUprightByTheDetector_isTurnedAsWell(int quarters) {
        Frame upright = ImageFiles.read(MONA_LISA);
        try (TalkingHead head = head(turned(upright, quarters))) {
            ReferencePhoto photo = head.person().photos().get(0);
            assertThat(photo.picture().rgb()).isEqualTo(upright.rgb());
        }
    }

    @Test
    void build_photosAmongUprightOnes_areNamed() {
        try (TalkingHead head = head(Photo.of(UPRIGHT, "upright.png"), turned(UPRIGHT, 2))) {
            assertThat(head.person().photos())
                    .allSatisfy(photo -> assertThat(photo.picture().rgb()).isEqualTo(UPRIGHT.rgb()));
            assertThat(head.person().provenance()).containsEntry("turned", "turned.png turned by 180 degrees");
        }
    }

    @Test
    void build_uprightPhotos_areLeftAlone() {
        try (TalkingHead head = head(Photo.of(ASTRONAUT), Photo.of(MONA_LISA))) {
            assertThat(head.person().provenance()).doesNotContainKey("turned");
        }
    }
}
