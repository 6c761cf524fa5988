package io.talkinghead.conditioning.turn;

import static io.talkinghead.conditioning.turn.TurnedFaces.R;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.face.CropRule;
import io.talkinghead.face.FacePoints;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.SquareCrop;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PosedFaceTest {
    private final Random random = new Random(20260);

    @Test
    void pose_canonicalFaceAnywhere_isWhatItWasTurnedBy() {
        for (int run = 0; run < 100; run++) {
            double yaw = TurnedFaces.angle(random, 89);
            FacePose pose = TurnedFaces.posed(TurnedFaces.canonical(yaw, 0, 0)).pose();
            assertThat(pose.scale()).isCloseTo(88, within(1e-3));
            assertThat(Math.toDegrees(Math.asin(pose.rotation(0, 2)))).isCloseTo(yaw, within(1e-2));
            double roll = TurnedFaces.angle(random, 180);
            pose = TurnedFaces.posed(TurnedFaces.canonical(0, 0, roll)).pose();
            assertThat(Math.toDegrees(pose.roll())).isCloseTo(roll, within(1e-3));
            assertThat(pose.translation(0)).isCloseTo(128, within(1e-3));
        }
    }

    @Test
    void straightened_canonicalFaceHeldAnyWay_isTheCanonicalFace() {
        for (int run = 0; run < 100; run++) {
            PosedFace face = TurnedFaces.posed(TurnedFaces.canonical(
                            TurnedFaces.angle(random, 60), TurnedFaces.angle(random, 40), TurnedFaces.angle(random, 90))
                    .transformed(0.3 + random.nextDouble(), TurnedFaces.angle(random, 200), 30));
            for (int i = 0; i < Landmarks.COUNT; i++) {
                for (int axis = 0; axis < 3; axis++) {
                    assertThat(face.straightened(i, axis)).isCloseTo(CanonicalFace.MEAN.at(i, axis), within(1e-4));
                }
            }
        }
    }

    @Test
    void yawDegrees_faceTurnedByAnAngle_isThatAngleWhateverNodLeanSizeAndPlace() {
        for (int run = 0; run < 200; run++) {
            double yaw = TurnedFaces.angle(random, 85);
            Landmarks face = TurnedFaces.canonical(yaw, TurnedFaces.angle(random, 60), TurnedFaces.angle(random, 180))
                    .transformed(0.3 + random.nextDouble(), TurnedFaces.angle(random, 200), 30);
            assertThat(TurnedFaces.posed(face).yawDegrees()).isCloseTo(yaw, within(0.02));
        }
    }

    @Test
    void yawDegrees_noseToTheLeftOfThePicture_isPositive() {
        Landmarks face = TurnedFaces.canonical(30, 0, 0);
        assertThat(face.x(FacePoints.NOSE_TIP)).isLessThan(128);
        assertThat(TurnedFaces.posed(face).yawDegrees()).isPositive();
    }

    @Test
    void yawDegrees_realFaceTurnedFurther_growsByTheAngle() {
        double before = TurnedFaces.posed(TurnedFaces.photo()).yawDegrees();
        for (double turn : new double[] {-40, -15, 15, 25, 35}) {
            PosedFace after = TurnedFaces.posed(TurnedFaces.turned(TurnedFaces.photo(), turn, 0, 0));
            assertThat(after.yawDegrees() - before).isCloseTo(turn, within(2.0));
        }
    }

    @Test
    void yawDegrees_anyPoints_isWithinARightAngle() {
        for (int run = 0; run < 200; run++) {
            PosedFace face = TurnedFaces.posed(TurnedFaces.absurd(random, 300));
            assertThat(face.yawDegrees()).isBetween(-90.0, 90.0);
        }
        assertThat(new PosedFace(R).yawDegrees()).isBetween(-90.0, 90.0);
    }

    @Test
    void pose_anyPoints_isARotation() {
        for (int run = 0; run < 200; run++) {
            FacePose pose = TurnedFaces.posed(TurnedFaces.absurd(random, 300)).pose();
            double determinant = 0;
            for (int i = 0; i < 3; i++) {
                double length = 0;
                for (int k = 0; k < 3; k++) {
                    length += pose.rotation(i, k) * pose.rotation(i, k);
                }
                assertThat(length).isCloseTo(1, within(1e-9));
                int j = (i + 1) % 3;
                int k = (i + 2) % 3;
                determinant += pose.rotation(0, i)
                        * (pose.rotation(1, j) * pose.rotation(2, k) - pose.rotation(1, k) * pose.rotation(2, j));
            }
            assertThat(determinant).isCloseTo(1, within(1e-9));
            assertThat(pose.scale()).isPositive();
        }
    }

    @Test
    void setInCrop_anyCrop_isSetWithLandmarksOfTheCrop() {
        Landmarks face = TurnedFaces.anyPose(random);
        SquareCrop crop = new SquareCrop(31, -17, 180);
        PosedFace inCrop = new PosedFace(R);
        inCrop.setInCrop(face, crop);
        PosedFace expected = TurnedFaces.posed(CropRule.intoCrop(face, crop, R));
        for (int axis = 0; axis < 3; axis++) {
            assertThat(inCrop.points[axis]).containsExactly(expected.points[axis], within(1e-3));
        }
    }

    @Test
    void setInCrop_noCrop_isRefused() {
        PosedFace face = new PosedFace(R);
        for (SquareCrop crop : List.of(
                new SquareCrop(0, 0, 0),
                new SquareCrop(0, 0, 1e-320),
                new SquareCrop(0, 0, Double.NaN),
                new SquareCrop(Double.NaN, 0, 100),
                new SquareCrop(0, Double.POSITIVE_INFINITY, 100))) {
            assertThatThrownBy(() -> face.setInCrop(TurnedFaces.photo(), crop))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("crop");
        }
    }

    @Test
    void set_landmarksWithoutDepth_givesThemThatOfTheirPose() {
        Landmarks deep = TurnedFaces.canonical(30, -15, 20);
        Landmarks flat = TurnedFaces.flat(deep);
        PosedFace face = TurnedFaces.posed(flat);
        PosedFace expected = TurnedFaces.posed(deep);
        for (int axis = 0; axis < 3; axis++) {
            assertThat(face.points[axis]).containsExactly(expected.points[axis], within(0.1));
        }
        PosedFace inCrop = new PosedFace(R);
        SquareCrop crop = new SquareCrop(31, -17, 180);
        inCrop.setInCrop(flat, crop);
        expected.set(CropRule.intoCrop(deep, crop, R));
        assertThat(inCrop.points[2]).containsExactly(expected.points[2], within(0.1));
    }

    @Test
    void set_landmarksWithDepthAfterOthersWithout_keepTheirOwn() {
        PosedFace face = TurnedFaces.posed(TurnedFaces.flat(TurnedFaces.photo()));
        face.set(TurnedFaces.photo());
        assertThat(face.points).isDeepEqualTo(TurnedFaces.posed(TurnedFaces.photo()).points);
    }
}
