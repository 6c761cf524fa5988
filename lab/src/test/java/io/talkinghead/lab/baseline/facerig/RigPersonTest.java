package io.talkinghead.lab.baseline.facerig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.lab.comparison.AskedFrame;
import io.talkinghead.lab.comparison.ComparedMethod;
import io.talkinghead.lab.comparison.ComparedPerson;
import io.talkinghead.lab.comparison.MethodSource;
import io.talkinghead.lab.evaluation.ImageMetrics;
import io.talkinghead.lab.evaluation.MethodSources;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.work.Cancellation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RigPersonTest {
    private static final int SIZE = 128;
    private static final RigPose CALM = RigPose.front(10, 64, 64, 2);

    @TempDir
    private Path folder;

    private MethodSource source;
    private Rig rig;

    @BeforeEach
    void write() {
        Path file = DrawnRig.write(folder.resolve("rig.npz"), new DrawnRig().entries());
        source = MethodSources.face2face(file);
        rig = RigFile.read(file);
    }

    private Landmarks landmarks(RigPose pose) {
        Rig points = rig.ofLandmarks();
        float[][] places = pose.projected(points.expressed(points.neutral(), pose.expression()));
        return Landmarks.of(places[0], places[1], places[2]);
    }

    private static RigPose with(double turn, double open) {
        return CALM.changed(new double[] {0, 0, turn, 0, 0, 0, open, 0});
    }

    /** A picture of slowly changing colours, with a mark of 5 x 5 pixels. */
    private static Frame picture(double markX, double markY, int red, int green, int blue) {
        byte[] rgb = new byte[3 * SIZE * SIZE];
        for (int i = 0; i < SIZE * SIZE; i++) {
            rgb[3 * i] = (byte) (140 + 20 * Math.sin(i % SIZE / 15.0));
            rgb[3 * i + 1] = (byte) (110 + 20 * Math.cos(Math.floorDiv(i, SIZE) / 13.0));
            rgb[3 * i + 2] = 100;
            if (Math.abs(i % SIZE + 0.5 - markX) < 2.5 && Math.abs(Math.floorDiv(i, SIZE) + 0.5 - markY) < 2.5) {
                rgb[3 * i] = (byte) red;
                rgb[3 * i + 1] = (byte) green;
                rgb[3 * i + 2] = (byte) blue;
            }
        }
        return Frame.of(SIZE, SIZE, rgb);
    }

    private Frame draw(List<ReferencePhoto> photos, RigPose asked) {
        Landmarks landmarks = landmarks(asked);
        try (ComparedMethod method = source.open();
                ComparedPerson person = method.learn(photos, 0, new Cancellation())) {
            // What the driver looks like is of no account.
            return person.draw(new AskedFrame(landmarks, picture(0, 0, 0, 0, 0), landmarks));
        }
    }

    @Test
    void draw_photosOwnPose_givesThePhotoBack() {
        Frame photo = picture(50, 60, 200, 40, 40);
        Frame drawn = draw(List.of(ReferencePhoto.cropped(photo, landmarks(CALM))), CALM);
        assertThat(ImageMetrics.l1(drawn, photo)).isLessThan(1);
        // The beginning is left as it is, the mark drawn from a texture.
        assertThat(drawn.sample(3, 3, 0)).isEqualTo(photo.sample(3, 3, 0));
        assertThat(drawn.sample(50, 60, 0)).isCloseTo(200, within(25));
    }

    @Test
    void draw_turnedHead_movesTheSkinAsTheRigGoes() {
        Frame photo = picture(50, 60, 250, 20, 20);
        Frame drawn = draw(List.of(ReferencePhoto.cropped(photo, landmarks(CALM))), with(0.3, 0));
        // The mark is at -1.4 of the sheet, which there is 0.196 behind its middle.
        double x = 64 + 10 * (Math.cos(0.3) * -1.4 + Math.sin(0.3) * 0.196);
        assertThat(middleOfRed(drawn, 60)).isCloseTo(x, within(1.0));
    }

    /** Returns the middle of what is red in a row. */
    private static double middleOfRed(Frame frame, int row) {
        double sum = 0;
        double count = 0;
        for (int x = 0; x < SIZE; x++) {
            double red = Math.max(0, frame.sample(x, row, 0) - 180);
            sum += red * (x + 0.5);
            count += red;
        }
        return sum / count;
    }

    @Test
    void draw_openMouth_isThatOfThePhotoNearestInExpression() {
        Landmarks opened = landmarks(with(0, 0.9));
        double x = (opened.x(62) + opened.x(66)) / 2;
        double y = (opened.y(62) + opened.y(66)) / 2;
        // The first photo is turned as those asked for are, so that all but the mouth is its.
        List<ReferencePhoto> photos = List.of(
                ReferencePhoto.cropped(picture(0, 0, 0, 0, 0), landmarks(with(0.6, 0.3))),
                ReferencePhoto.cropped(picture(x, y, 20, 20, 250), opened));
        assertThat(mouthsBlue(draw(photos, with(0.6, 0.85)), with(0.6, 0.85))).isGreaterThan(180);
        assertThat(mouthsBlue(draw(photos, with(0.6, 0.4)), with(0.6, 0.4))).isLessThan(120);
    }

    private int mouthsBlue(Frame frame, RigPose pose) {
        Landmarks face = landmarks(pose);
        return frame.sample((int) (face.x(62) + face.x(66)) / 2, (int) (face.y(62) + face.y(66)) / 2, 2);
    }

    @Test
    void learn_cancelled_isNotBegun() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        try (ComparedMethod method = source.open()) {
            assertThatThrownBy(() -> method.learn(List.of(), 0, cancellation)).hasMessageContaining("TH-502");
        }
    }

    @Test
    void origin_ofAnotherRig_isAnother() {
        Path other = folder.resolve("other.npz");
        var entries = new DrawnRig().entries();
        entries.put("more.npy", new byte[1]);
        DrawnRig.write(other, entries);
        assertThat(source.origin()).contains(RigFile.hash(folder.resolve("rig.npz")));
        assertThat(MethodSources.face2face(other).origin()).isNotEqualTo(source.origin());
        assertThat(source.id()).isEqualTo("face2face");
    }
}
