package io.talkinghead.lab.baseline.facerig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.face.Landmarks;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RigFitTest {
    private static final double[] IDENTITY = {1.2, -0.8, 0.5};

    @TempDir
    private Path folder;

    private Rig rig;
    private RigFit fit;

    @BeforeEach
    void read() {
        rig = RigFile.read(DrawnRig.write(folder.resolve("rig.npz"), new DrawnRig().entries()))
                .ofLandmarks();
        fit = new RigFit(rig);
    }

    private PosedFace seen(RigPose pose) {
        float[][] places = pose.projected(rig.expressed(rig.person(IDENTITY), pose.expression()));
        return PosedFace.of(Landmarks.of(places[0], places[1], places[2]), 256);
    }

    private static RigPose pose(double nod, double turn, double lean, double open, double brows) {
        return RigPose.front(21, 128, 120, 2).changed(new double[] {0, nod, turn, lean, 3, -4, open, brows});
    }

    private static double degreesBetween(RigPose a, RigPose b) {
        double trace = 0;
        for (int i = 0; i < 9; i++) {
            trace += a.rotation()[i] * b.rotation()[i];
        }
        return Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, (trace - 1) / 2))));
    }

    @Test
    void person_severalPhotos_findsIdentityPosesAndExpressions() {
        List<RigPose> poses =
                List.of(pose(0, 0, 0, 0, 0), pose(0.1, 0.45, -0.1, 0.7, 0), pose(-0.2, -0.3, 0.2, 0.2, 0.8));
        RigFit.Person found = fit.person(poses.stream().map(this::seen).toList());
        for (int i = 0; i < poses.size(); i++) {
            RigPose pose = found.poses().get(i);
            assertThat(degreesBetween(pose, poses.get(i))).isLessThan(2);
            assertThat(pose.expression()[0]).isCloseTo(poses.get(i).expression()[0], within(0.05));
            assertThat(pose.expression()[1]).isCloseTo(poses.get(i).expression()[1], within(0.05));
            float[][] places = pose.projected(rig.expressed(rig.person(found.identity()), pose.expression()));
            for (int k = 0; k < Landmarks.COUNT; k++) {
                assertThat(places[0][k]).isCloseTo((float) seen(poses.get(i)).x(k), within(0.6f));
                assertThat(places[1][k]).isCloseTo((float) seen(poses.get(i)).y(k), within(0.6f));
            }
        }
        // Wider than long, whatever the size of both: the scale may take its part.
        assertThat(found.identity()[0] - found.identity()[1]).isCloseTo(2, within(0.2));
    }

    @Test
    void pose_knownPerson_findsPoseAndExpression() {
        RigPose wanted = pose(0.15, -0.5, 0.1, 0.9, 0.3);
        RigPose found = fit.pose(rig.person(IDENTITY), seen(wanted), pose(0, 0, 0, 0, 0));
        assertThat(degreesBetween(found, wanted)).isLessThan(0.5);
        assertThat(found.scale()).isCloseTo(wanted.scale(), within(0.2));
        assertThat(found.x()).isCloseTo(wanted.x(), within(0.3));
        assertThat(found.y()).isCloseTo(wanted.y(), within(0.3));
        assertThat(found.expression()[0]).isCloseTo(0.9, within(0.03));
        assertThat(found.expression()[1]).isCloseTo(0.3, within(0.03));
    }

    @Test
    void pose_moreThanAnExpressionCan_staysWithinItsBounds() {
        float[] person = rig.person(IDENTITY);
        RigPose wide = new RigPose(21, pose(0, 0, 0, 0, 0).rotation(), 128, 120, new double[] {1.6, -0.7});
        RigPose found = fit.pose(person, seen(wide), pose(0, 0, 0, 0.5, 0.5));
        assertThat(found.expression()[0]).isEqualTo(1);
        assertThat(found.expression()[1]).isZero();
    }

    @Test
    void distance_poses_isZeroForTheSameAndGrowsWithExpressionAndTurn() {
        RigPose calm = pose(0, 0, 0, 0, 0);
        assertThat(calm.distance(calm)).isZero();
        assertThat(calm.distance(pose(0, 0, 0, 0.5, 0))).isCloseTo(0.25, within(1e-9));
        assertThat(calm.distance(pose(0, 0.4, 0, 0, 0))).isGreaterThan(calm.distance(pose(0, 0.2, 0, 0, 0)));
    }
}
