package io.talkinghead.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.face.FacePoints;
import io.talkinghead.face.Landmarks;
import io.talkinghead.face.Lids;
import io.talkinghead.face.pose.HeadAxes;
import io.talkinghead.face.pose.NeutralFace;
import io.talkinghead.testkit.Golden;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RelativeMotionTest {
    private static final Landmarks PERSON = Golden.face(128);
    private static final Landmarks DRIVER = Golden.deepLandmarks(
                    Golden.tensors("guided-v3/geometry.safetensors").tensor("geometry.shut.photo.landmarks"))
            .transformed(0.5, 0, 0);

    /** Lids, then lips. */
    private static final int[][] UPPER_AND_LOWER = {{37, 41}, {38, 40}, {43, 47}, {44, 46}, {61, 67}, {62, 66}, {63, 65}
    };

    @Test
    void apply_neutralDriver_isTheNeutralPerson() {
        Landmarks found = MotionTransfer.relative(DRIVER, PERSON).apply(DRIVER);
        assertClose(found, PERSON, 1e-3);
    }

    @Test
    void apply_clipMovedAndEnlargedAsAWhole_isTheSame() {
        Landmarks moved = jawOpened(DRIVER, 4);
        Landmarks plain = MotionTransfer.relative(DRIVER, PERSON).apply(moved);
        Landmarks enlarged =
                MotionTransfer.relative(DRIVER.transformed(3, 40, -70), PERSON).apply(moved.transformed(3, 40, -70));
        assertClose(enlarged, plain, 0.02);
    }

    @Test
    void apply_smallTurnOfThePersonThemselves_isThatTurn() {
        Landmarks turned = rotated(PERSON, Math.toRadians(4));
        assertClose(MotionTransfer.relative(PERSON, PERSON).apply(turned), turned, 0.25);
    }

    @Test
    void withStrength_multipliesTheMotionOfThePerson() {
        MotionTransfer plain = MotionTransfer.relative(PERSON, PERSON);
        Landmarks turned = rotated(PERSON, Math.toRadians(4));
        assertThat(plain.withStrength(1, PERSON)).isSameAs(plain);
        assertClose(plain.withStrength(0, PERSON).apply(turned), PERSON, 1e-3);
        assertClose(plain.withStrength(2, PERSON).apply(turned), rotated(PERSON, Math.toRadians(8)), 0.5);
        assertThatThrownBy(() -> plain.withStrength(-0.1, PERSON)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void apply_blink_closesThePersonsEyes() {
        float[][] p = points(DRIVER);
        for (FacePoints.Pair pair : Lids.pairs()) {
            for (int axis = 0; axis < 2; axis++) {
                p[axis][pair.upper()] += 0.6f * (p[axis][pair.lower()] - p[axis][pair.upper()]);
            }
        }
        Landmarks found = MotionTransfer.relative(DRIVER, PERSON).apply(Landmarks.of(p[0], p[1], p[2]));
        assertThat(found.distance(37, 41)).isLessThan(0.1 * PERSON.distance(37, 41));
        assertThat(found.distance(44, 46)).isLessThan(0.1 * PERSON.distance(44, 46));
    }

    @Test
    void apply_randomExpressions_neverCrossLidsOrLipsAndStayFinite() {
        Random random = new Random(9);
        for (int round = 0; round < 300; round++) {
            float[][] p = points(DRIVER);
            for (int i = 17; i < 68; i++) {
                p[0][i] += (float) random.nextGaussian() * 3;
                p[1][i] += (float) random.nextGaussian() * 3;
            }
            Landmarks found = MotionTransfer.relative(DRIVER, PERSON).apply(Landmarks.of(p[0], p[1], p[2]));
            for (int point = 0; point < Landmarks.COUNT; point++) {
                assertThat(found.x(point) + found.y(point) + found.z(point)).isFinite();
            }
            double[][] face = inHeadFrame(found);
            for (int[] pair : UPPER_AND_LOWER) {
                assertThat(gap(face, pair))
                        .as("round %s, points %s", round, pair)
                        .isGreaterThan(-0.01);
            }
        }
    }

    /** Undoes the pose: whether points cross is a matter of the face, not of where it is seen from. */
    private static double[][] inHeadFrame(Landmarks found) {
        HeadAxes axes = new HeadAxes(PERSON, true);
        double[][] points = HeadAxes.points(found, true);
        HeadAxes.undo(axes.poseOf(points), points);
        return points;
    }

    /** Returns how far the lower of two points is below the upper, in pixels along the way from the brows to the chin. */
    private static double gap(double[][] face, int[] pair) {
        double downX = PERSON.x(8) - PERSON.x(27);
        double downY = PERSON.y(8) - PERSON.y(27);
        double gap = (face[pair[1]][0] - face[pair[0]][0]) * downX + (face[pair[1]][1] - face[pair[0]][1]) * downY;
        return gap / Math.hypot(downX, downY);
    }

    @Test
    void apply_flatTrack_stillFollows() {
        float[][] points = points(DRIVER);
        Landmarks flat = Landmarks.of(points[0], points[1]);
        Landmarks found = MotionTransfer.relative(flat, PERSON).apply(flat.transformed(1, 5, 0));
        assertThat(found.hasDepth()).isFalse();
        assertThat(found.x(30)).isGreaterThan(PERSON.x(30) + 2);
    }

    @Test
    void absolute_neutral_fillsThePersonsCropLikeTheDriversOwn() {
        Landmarks found = MotionTransfer.absolute(DRIVER, PERSON).apply(DRIVER);
        double longest = Math.max(PERSON.box().width(), PERSON.box().height());
        assertThat(Math.max(found.box().width(), found.box().height())).isCloseTo(longest, within(0.01));
    }

    @Test
    void neutralFrame_amongTalkingFaces_isTheClosedOpenEyedOne() {
        Landmarks open = jawOpened(DRIVER, 8);
        assertThat(NeutralFace.indexOfBest(List.of(open, open, DRIVER, DRIVER, open)))
                .isEqualTo(2);
    }

    @Test
    void smooth_atRest_takesMostJitterAndFollowsAJump() {
        LandmarkSmoother smoother = new LandmarkSmoother();
        Random random = new Random(5);
        double eyes = DRIVER.eyeDistance();
        double raw = 0;
        double smooth = 0;
        for (int i = 0; i < 200; i++) {
            double noise = random.nextGaussian() * 0.0025 * eyes;
            Landmarks found = smoother.smooth(
                    DRIVER.transformed(1, noise, 0), FrameTime.even(i, 25).start());
            if (i > 20) {
                raw += noise * noise;
                smooth += Math.pow(found.x(30) - DRIVER.x(30), 2);
            }
        }
        assertThat(Math.sqrt(smooth / raw)).isLessThan(0.6);
        Landmarks jumped = smoother.smooth(
                DRIVER.transformed(1, 0.3 * eyes, 0), FrameTime.even(200, 25).start());
        assertThat((jumped.x(30) - DRIVER.x(30)) / (0.3 * eyes)).isGreaterThan(0.9);
    }

    private static Landmarks jawOpened(Landmarks face, float px) {
        float[][] p = points(face);
        for (int i = 55; i < 60; i++) {
            p[1][i] += px;
        }
        for (int i = 65; i < 68; i++) {
            p[1][i] += px;
        }
        return Landmarks.of(p[0], p[1], p[2]);
    }

    private static Landmarks rotated(Landmarks face, double angle) {
        float[][] p = points(face);
        double cx = face.box().centerX();
        double cy = face.box().centerY();
        for (int i = 0; i < 68; i++) {
            double dx = face.x(i) - cx;
            double dy = face.y(i) - cy;
            p[0][i] = (float) (cx + Math.cos(angle) * dx - Math.sin(angle) * dy);
            p[1][i] = (float) (cy + Math.sin(angle) * dx + Math.cos(angle) * dy);
        }
        return Landmarks.of(p[0], p[1], p[2]);
    }

    private static float[][] points(Landmarks face) {
        float[][] p = new float[3][68];
        for (int i = 0; i < 68; i++) {
            p[0][i] = face.x(i);
            p[1][i] = face.y(i);
            p[2][i] = face.z(i);
        }
        return p;
    }

    private static void assertClose(Landmarks found, Landmarks expected, double tolerance) {
        for (int i = 0; i < 68; i++) {
            assertThat(Math.hypot(found.x(i) - expected.x(i), found.y(i) - expected.y(i)))
                    .as("point " + i)
                    .isLessThan(tolerance);
        }
    }
}
