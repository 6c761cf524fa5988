package io.talkinghead.lab.baseline.facerig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.conditioning.PreparedPhoto;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureTermTest {
    private static final int SIZE = 128;
    private static final RigPose CALM =
            RigPose.front(10, 64, 64, 2).changed(new double[] {0, 0, 0.1, 0, 0, 0, 0.3, 0.4});
    /** How far the second photo lies beside the first. */
    private static final double RIGHT = 2;

    private static final double DOWN = -1.5;
    private static final RigPose MOVED = CALM.changed(new double[] {0, 0, 0, 0, RIGHT, DOWN, 0, 0});

    @TempDir
    private Path folder;

    private Rig rig;
    private float[] person;
    private FaceTexture texture;

    @BeforeEach
    void paint() {
        rig = RigFile.read(DrawnRig.write(folder.resolve("rig.npz"), new DrawnRig().entries()));
        person = rig.neutral();
        PreparedPhoto photo = photo(0, 0, CALM);
        texture = FaceTexture.of(rig, List.of(photo), List.<float[][]>of(places(CALM)), 2 * SIZE);
    }

    private float[][] places(RigPose pose) {
        return pose.projected(rig.expressed(person, pose.expression()));
    }

    private Landmarks landmarks(RigPose pose) {
        Rig points = rig.ofLandmarks();
        float[][] places = pose.projected(points.expressed(points.neutral(), pose.expression()));
        return Landmarks.of(places[0], places[1], places[2]);
    }

    /** Skin with a pattern, moved, in a light that comes from the left in the moved one. */
    private PreparedPhoto photo(double right, double down, RigPose said) {
        byte[] rgb = new byte[3 * SIZE * SIZE];
        for (int i = 0; i < SIZE * SIZE; i++) {
            double x = i % SIZE - right;
            double y = Math.floorDiv(i, SIZE) - down;
            double light = right == 0 ? 1 : 1.1 - 0.3 * (i % SIZE) / SIZE;
            for (int channel = 0; channel < 3; channel++) {
                double skin =
                        120 + 50 * Math.sin(x / 3.1 + channel) + 50 * Math.cos(y / 2.7) + 10 * Math.sin((x + y) / 5);
                rgb[3 * i + channel] = (byte) Math.round(light * skin);
            }
        }
        return PreparedPhoto.of(Frame.of(SIZE, SIZE, rgb), landmarks(said));
    }

    private PictureTerm term(PreparedPhoto photo, RigPose pose) {
        return PictureTerm.of(rig, person, texture, photo, pose);
    }

    private RigPose fit(PreparedPhoto photo, RigTerm term) {
        Rig points = rig.ofLandmarks();
        return new RigFit(points).pose(points.neutral(), photo.face(), CALM, term);
    }

    @Test
    void error_poseThatThePhotoShows_isLessThanThatOfOthers() {
        PictureTerm term = term(photo(RIGHT, DOWN, CALM), CALM);
        double right = term.error(MOVED);
        assertThat(right).isLessThan(0.3 * term.error(CALM));
        assertThat(right).isLessThan(term.error(MOVED.changed(new double[] {0, 0, 0, 0.05, 0, 0, 0, 0})));
        assertThat(right).isLessThan(term.error(MOVED.changed(new double[] {0.05, 0, 0, 0, 0, 0, 0, 0})));
        assertThat(right).isLessThan(term.error(MOVED.changed(new double[] {0, 0, 0, 0, 0, 0, 0.2, 0})));
    }

    @Test
    void add_anyUnknown_pullsAsTheErrorFalls() {
        PictureTerm term = term(photo(RIGHT, DOWN, CALM), CALM);
        LeastSquares equations = new LeastSquares(8);
        term.add(CALM, equations);
        for (int k = 0; k < 8; k++) {
            double small = k == 4 || k == 5 ? 0.05 : 0.002;
            double[] more = new double[8];
            double[] less = new double[8];
            more[k] = small;
            less[k] = -small;
            double slope = (term.error(CALM.changed(more)) - term.error(CALM.changed(less))) / (2 * small);
            assertThat(equations.pull(k)).as("unknown %d", k).isCloseTo(-slope / 2, within(0.1 * Math.abs(slope) + 2));
        }
    }

    /** Beside it by as much as landmarks are exact. */
    @Test
    void pose_landmarksBesideTheFace_isPulledToWhatThePhotoShows() {
        PreparedPhoto photo = photo(0.8, -0.6, CALM);
        RigPose shown = CALM.changed(new double[] {0, 0, 0, 0, 0.8, -0.6, 0, 0});
        double byLandmarks = between(fit(photo, RigTerm.NONE), shown);
        assertThat(byLandmarks).isCloseTo(1, within(0.2));
        assertThat(between(fit(photo, term(photo, CALM)), shown)).isLessThan(0.7 * byLandmarks);
    }

    /** Returns how far the middles of two faces are apart. */
    private static double between(RigPose a, RigPose b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }

    @Test
    void pose_photoThatAgrees_staysWhereItIs() {
        PreparedPhoto photo = photo(0, 0, CALM);
        RigPose found = fit(photo, term(photo, CALM));
        assertThat(found.x()).isCloseTo(CALM.x(), within(0.3));
        assertThat(found.y()).isCloseTo(CALM.y(), within(0.3));
        assertThat(found.expression()[0]).isCloseTo(0.3, within(0.05));
    }
}
