package io.talkinghead.djl.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.djl.DrawnPerson;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import java.awt.Color;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    private static final int SIDE = 128;

    private final Landmarks face = DrawnPerson.face();
    private final Frame picture = DrawnPerson.draw(face, SIDE, new Color(200, 160, 140));

    @Test
    void none_atTheSameSize_changesNothing() {
        Shot plain = Shot.of(picture, face);
        Shot same = Augmentation.NONE.apply(picture, face, SIDE);
        assertThat(same.planes()).isEqualTo(plain.planes());
        assertThat(same.landmarks()).isEqualTo(face);
    }

    @Test
    void mirrored_showsTheDrawingOfTheMirroredLandmarks() {
        Augmentation mirror = new Augmentation(true, 1, 0, 0, new float[] {1, 1, 1}, 0);
        Shot mirrored = mirror.apply(picture, face, SIDE);
        Landmarks landmarks = mirrored.landmarks();
        // The image-left eye stays the image-left one.
        assertThat(landmarks.x(36)).isLessThan(landmarks.x(45));
        assertThat(landmarks.x(0)).isEqualTo(SIDE - face.x(16));
        Shot drawn = Shot.of(DrawnPerson.draw(landmarks, SIDE, new Color(200, 160, 140)), landmarks);
        double difference = 0;
        for (int i = 0; i < drawn.planes().length; i++) {
            difference += Math.abs(drawn.planes()[i] - mirrored.planes()[i]);
        }
        // The drawing rounds to whole pixels, to the right in both.
        assertThat(difference / drawn.planes().length).isLessThan(0.03);
    }

    @Test
    void mirrored_twice_isTheFaceItWas() {
        Landmarks twice = face.mirrored(SIDE).mirrored(SIDE);
        for (int i = 0; i < Landmarks.COUNT; i++) {
            assertThat(twice.x(i)).isCloseTo(face.x(i), within(1e-4f));
            assertThat(twice.y(i)).isEqualTo(face.y(i));
        }
    }

    @Test
    void scaledAndShifted_movesLandmarksWithThePicture() {
        // Half as large a cut-out from a quarter to the right: what was at 3/4 comes to the middle.
        Augmentation zoom = new Augmentation(false, 0.5, 0.25, 0, new float[] {1, 1, 1}, 0);
        Shot shot = zoom.apply(picture, face, SIDE);
        assertThat(shot.landmarks().x(30)).isCloseTo(2 * (face.x(30) - 0.5f * SIDE), within(1e-3f));
        assertThat(shot.landmarks().y(30)).isCloseTo(2 * (face.y(30) - 0.25f * SIDE), within(1e-3f));
    }

    @Test
    void recoloured_scalesLightAndStaysInRange() {
        Augmentation bright = new Augmentation(false, 1, 0, 0, new float[] {1.5f, 1, 0.5f}, 0);
        float[] before = Shot.of(picture, face).planes();
        float[] after = bright.apply(picture, face, SIDE).planes();
        int pixels = SIDE * SIDE;
        for (int i = 0; i < pixels; i += 97) {
            assertThat(after[i]).isCloseTo(Math.min(1, (before[i] + 1) * 1.5f - 1), within(1e-5f));
            assertThat(after[2 * pixels + i]).isCloseTo((before[2 * pixels + i] + 1) * 0.5f - 1, within(1e-5f));
        }
    }

    @Test
    void draw_manyTimes_differsAndKeepsTheFaceInside() {
        Random random = new Random(1);
        boolean mirrored = false;
        for (int i = 0; i < 50; i++) {
            Augmentation drawn = Augmentation.draw(random);
            mirrored |= drawn.mirrored();
            assertThat(drawn.scale()).isBetween(0.9, 1.1);
            assertThat(Math.abs(drawn.shiftX())).isLessThan(0.05);
        }
        assertThat(mirrored).isTrue();
    }
}
