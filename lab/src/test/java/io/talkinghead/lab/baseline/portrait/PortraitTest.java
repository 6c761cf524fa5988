package io.talkinghead.lab.baseline.portrait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.face.FacePart;
import io.talkinghead.face.FacePoints;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.lab.baseline.picture.Outline;
import io.talkinghead.lab.comparison.AskedFrame;
import io.talkinghead.lab.comparison.ComparedPerson;
import io.talkinghead.lab.evaluation.ImageMetrics;
import io.talkinghead.lab.evaluation.TurnedFaces;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.work.Cancellation;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortraitTest {
    private static final int SIZE = 128;
    private static final Landmarks FACE = TurnedFaces.turned(0);

    /** A picture of slowly changing colours. */
    private static Frame skin(double light) {
        byte[] rgb = new byte[3 * SIZE * SIZE];
        for (int i = 0; i < SIZE * SIZE; i++) {
            rgb[3 * i] = (byte) (light * (140 + 20 * Math.sin(i % SIZE / 15.0)));
            rgb[3 * i + 1] = (byte) (light * (110 + 20 * Math.cos(Math.floorDiv(i, SIZE) / 13.0)));
            rgb[3 * i + 2] = (byte) (light * 100);
        }
        return Frame.of(SIZE, SIZE, rgb);
    }

    /** Returns a copy in which a box has one colour. */
    private static Frame painted(Frame frame, double x, double y, int width, int height, int... colour) {
        byte[] rgb = frame.rgb().clone();
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int at = ((int) Math.round(y - height / 2.0) + row) * SIZE + (int) Math.round(x - width / 2.0) + column;
                for (int channel = 0; channel < 3; channel++) {
                    rgb[3 * at + channel] = (byte) colour[channel];
                }
            }
        }
        return Frame.of(SIZE, SIZE, rgb);
    }

    private static Frame draw(Frame photo, Landmarks asked, Frame driver, Landmarks driverLandmarks) {
        try (PortraitMethod method = new PortraitMethod();
                ComparedPerson person =
                        method.learn(List.of(ReferencePhoto.cropped(photo, FACE)), 0, new Cancellation())) {
            return person.draw(new AskedFrame(asked, driver, driverLandmarks));
        }
    }

    /** Opens the mouth: the lower lip and the chin go down. */
    private static Landmarks opened(double by) {
        float[] x = new float[Landmarks.COUNT];
        float[] y = new float[Landmarks.COUNT];
        float[] z = new float[Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            x[i] = FACE.x(i);
            double share = FacePart.JAW.contains(i) ? FacePoints.jawShare(i) : FacePoints.isLowerLip(i) ? 1 : 0;
            y[i] = (float) (FACE.y(i) + by * share);
            z[i] = FACE.z(i);
        }
        return Landmarks.of(x, y, z);
    }

    @Test
    void draw_driverThatIsThePhoto_givesThePhotoBack() {
        Frame photo = painted(skin(1), FACE.x(FacePoints.NOSE_TIP), FACE.y(FacePoints.NOSE_TIP), 4, 4, 20, 30, 200);
        assertThat(ImageMetrics.l1(draw(photo, FACE, photo, FACE), photo)).isLessThan(0.02);
    }

    @Test
    void draw_faceMovedAside_movesWhatIsOnItAndLeavesTheBorder() {
        double x = FACE.x(FacePoints.NOSE_TIP);
        double y = FACE.y(FacePoints.NOSE_TIP);
        Frame photo = painted(painted(skin(1), x, y, 6, 6, 20, 30, 200), 4, 4, 6, 6, 0, 255, 0);
        Landmarks moved = FACE.transformed(1, 7, -5);
        Frame driver = painted(skin(1), x + 7, y - 5, 6, 6, 20, 30, 200);
        Frame drawn = draw(photo, moved, driver, moved);
        assertThat(drawn.sample((int) x + 7, (int) y - 5, 2)).isGreaterThan(160);
        assertThat(drawn.sample((int) x, (int) y, 2)).isLessThan(120);
        assertThat(drawn.sample(4, 4, 1)).isEqualTo(255);
    }

    @Test
    void draw_openMouth_isTheDriversInThePhotosColours() {
        Landmarks open = opened(9);
        double x = (open.x(62) + open.x(66)) / 2;
        double y = (open.y(62) + open.y(66)) / 2;
        // The driver has half the light: what is 30 there is brighter where the photo's lips are.
        Frame driver = painted(skin(0.5), x, y, 5, 5, 30, 10, 10);
        Frame drawn = draw(skin(1), open, driver, open);
        int brighter = skin(1).sample((int) x, (int) y, 0) - skin(0.5).sample((int) x, (int) y, 0);
        assertThat(drawn.sample((int) x, (int) y, 0)).isCloseTo(30 + brighter, within(14));
        // Beside the mouth the light is the photo's.
        assertThat(drawn.sample((int) FACE.x(2) + 8, (int) FACE.y(2), 0))
                .isCloseTo(skin(1).sample((int) FACE.x(2) + 8, (int) FACE.y(2), 0), within(6));
    }

    @Test
    void draw_shutMouth_takesNothingOfTheDrivers() {
        float[] mouth =
                Outline.of(PosedFace.of(FACE, SIZE), FacePart.INNER_LIPS).inside(SIZE);
        byte[] rgb = skin(1).rgb().clone();
        for (int i = 0; i < mouth.length; i++) {
            if (mouth[i] > 0) {
                rgb[3 * i] = 0;
            }
        }
        Frame drawn = draw(skin(1), FACE, Frame.of(SIZE, SIZE, rgb), FACE);
        assertThat(ImageMetrics.l1(drawn, skin(1))).isLessThan(0.1);
    }

    @Test
    void draw_driversWrinkle_isTransferredAndItsLightIsNot() {
        int x = (int) (FACE.x(2) * 0.6 + FACE.x(31) * 0.4);
        int y = (int) (FACE.y(2) * 0.6 + FACE.y(31) * 0.4);
        Frame darker = skin(0.8);
        Frame wrinkled = painted(darker, x, y, 3, 8, 75, 60, 50);
        Frame drawn = draw(skin(1), FACE, wrinkled, FACE);
        assertThat(drawn.sample(x, y, 0)).isLessThan(skin(1).sample(x, y, 0) - 15);
        assertThat(ImageMetrics.l1(draw(skin(1), FACE, darker, FACE), skin(1))).isLessThan(1);
    }

    @Test
    void draw_structureThatTheDriverHasElsewhere_isKept() {
        int x = (int) (FACE.x(2) * 0.6 + FACE.x(31) * 0.4);
        int y = (int) (FACE.y(2) * 0.6 + FACE.y(31) * 0.4);
        Frame photo = painted(skin(1), x, y, 3, 12, 40, 30, 30);
        Frame drawn = draw(photo, FACE, skin(1), FACE);
        // A scar would be 1.2 times as bright if the ratio were believed.
        assertThat(drawn.sample(x, y, 0)).isCloseTo(40, within(4));
    }
}
