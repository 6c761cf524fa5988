package io.talkinghead.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.face.CropRule;
import io.talkinghead.face.FaceMeasures;
import io.talkinghead.face.FacePart;
import io.talkinghead.face.FacePoints;
import io.talkinghead.face.Landmarks;
import io.talkinghead.testkit.Golden;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FaceParametersTest {
    private static final Landmarks FACE = Golden.deepLandmarks(
            Golden.tensors("guided-v3/geometry.safetensors").tensor("geometry.near.photo.landmarks"));

    @Test
    void applyTo_neutral_isThePhotosOwnToTheLastBit() {
        assertThat(FaceParameters.NEUTRAL.applyTo(FACE)).isEqualTo(FACE);
        Landmarks flat = withoutDepth(FACE);
        assertThat(FaceParameters.NEUTRAL.applyTo(flat)).isEqualTo(flat);
        Landmarks large = FACE.transformed(40, 1000, 3000);
        assertThat(FaceParameters.NEUTRAL.applyTo(large)).isEqualTo(large);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-30, -5, 12, 45})
    void applyTo_yaw_turnsByAsManyDegreesToTheRight(double yaw) {
        Landmarks turned = FaceParameters.of(HeadPose.turned(yaw, 0, 0)).applyTo(FACE);
        // The photo is upright, so that the angles add up.
        assertThat(yawOf(turned) - yawOf(FACE)).isCloseTo(-yaw, within(0.2));
        assertThat(FaceMeasures.yaw(turned) > FaceMeasures.yaw(FACE)).isEqualTo(yaw > 0);
    }

    @Test
    void applyTo_pitchUp_raisesTheNoseTowardsTheEyes() {
        Landmarks up = FaceParameters.of(HeadPose.turned(0, 15, 0)).applyTo(FACE);
        assertThat(FaceMeasures.noseHeight(up)).isLessThan(FaceMeasures.noseHeight(FACE) - 0.05);
    }

    @Test
    void applyTo_roll_leansClockwise() {
        Landmarks leaning = FaceParameters.of(HeadPose.turned(0, 0, 20)).applyTo(FACE);
        assertThat(Math.toDegrees(FaceMeasures.roll(leaning) - FaceMeasures.roll(FACE)))
                .isCloseTo(20, within(0.5));
    }

    @Test
    void applyTo_zoomAndShift_growAndMoveTheFaceAsItIs() {
        HeadPose pose = HeadPose.NEUTRAL.withZoom(1.25).withShift(0.1, -0.05);
        Landmarks moved = FaceParameters.of(pose).applyTo(FACE);
        double side = CropRule.squareAround(FACE).side();
        assertThat(moved.eyeDistance()).isCloseTo(1.25 * FACE.eyeDistance(), within(1e-3));
        Landmarks shifted = FaceParameters.of(pose.withZoom(1)).applyTo(FACE);
        assertThat(shifted.x(30) - FACE.x(30)).isCloseTo((float) (0.1 * side), within(1e-3f));
        assertThat(shifted.y(8) - FACE.y(8)).isCloseTo((float) (-0.05 * side), within(1e-3f));
    }

    @ParameterizedTest
    @EnumSource
    void applyTo_oneControl_movesWhatItNamesAndNothingElse(FaceControl control) {
        Set<FacePart> own = new HashSet<>(
                switch (control) {
                    case SMILE, MOUTH_OPEN, MOUTH_WIDTH, MOUTH_SIDE ->
                        List.of(FacePart.OUTER_LIPS, FacePart.INNER_LIPS, FacePart.JAW);
                    case LEFT_BROW -> List.of(FacePart.LEFT_BROW);
                    case RIGHT_BROW -> List.of(FacePart.RIGHT_BROW);
                    case LEFT_EYE -> List.of(FacePart.LEFT_EYE);
                    case RIGHT_EYE -> List.of(FacePart.RIGHT_EYE);
                });
        for (double value : new double[] {-1, 1}) {
            Landmarks moved =
                    FaceParameters.of(Expression.NEUTRAL.with(control, value)).applyTo(FACE);
            double mostMoved = 0;
            for (FacePart part : FacePart.values()) {
                for (int i = part.first(); i <= part.last(); i++) {
                    double by = Math.hypot(moved.x(i) - FACE.x(i), moved.y(i) - FACE.y(i));
                    if (own.contains(part)) {
                        mostMoved = Math.max(mostMoved, by);
                    } else {
                        assertThat(by).as("%s %s, point %s", control, value, i).isZero();
                    }
                }
            }
            boolean shut = control == FaceControl.MOUTH_OPEN && value < 0;
            assertThat(mostMoved).isGreaterThan(shut ? 0 : 0.02 * FACE.eyeDistance());
        }
    }

    @Test
    void applyTo_eyeShut_lidsMeetWhateverTheEyesSize() {
        Landmarks shut = FaceParameters.of(Expression.NEUTRAL.withEyes(-1)).applyTo(FACE);
        for (FacePoints.Eye eye : FacePoints.EYES) {
            for (FacePoints.Pair lids : eye.lids()) {
                assertThat(shut.distance(lids.upper(), lids.lower())).isLessThan(1e-3);
            }
        }
        Landmarks wide = FaceParameters.of(Expression.NEUTRAL.withEyes(1)).applyTo(FACE);
        assertThat(FaceMeasures.lidDistance(wide)).isCloseTo(1.4 * FaceMeasures.lidDistance(FACE), within(0.01));
    }

    @Test
    void applyTo_mouthShut_lipsOfAnOpenOneMeet() {
        Landmarks open = FaceParameters.of(Expression.NEUTRAL.with(FaceControl.MOUTH_OPEN, 1))
                .applyTo(FACE);
        assertThat(FaceMeasures.mouthOpenness(open)).isGreaterThan(0.3);
        Landmarks shut = FaceParameters.of(Expression.NEUTRAL.with(FaceControl.MOUTH_OPEN, -1))
                .applyTo(open);
        assertThat(FaceMeasures.mouthOpenness(shut)).isLessThan(1e-3);
    }

    @Test
    void applyTo_anyShapes_lipsNeverCross() {
        Random random = new Random(7);
        BlendShape[] shapes = BlendShape.values();
        for (int round = 0; round < 300; round++) {
            Expression expression = Expression.NEUTRAL;
            for (int k = 0; k < 6; k++) {
                expression = expression.with(shapes[random.nextInt(shapes.length)], random.nextDouble());
            }
            Landmarks face = FaceParameters.of(expression).applyTo(FACE);
            for (FacePoints.Pair lips : FacePoints.LIPS) {
                assertThat(face.y(lips.lower()) - face.y(lips.upper()))
                        .as("%s", expression)
                        .isGreaterThan(-0.02f * (float) FACE.eyeDistance());
            }
        }
    }

    @Test
    void blendShapes_areArkits52() {
        assertThat(BlendShape.values()).hasSize(52);
        assertThat(Arrays.stream(BlendShape.values()).map(BlendShape::arkitName))
                .doesNotHaveDuplicates();
        assertThat(BlendShape.named("mouthSmileLeft")).hasValue(BlendShape.MOUTH_SMILE_LEFT);
        assertThat(BlendShape.named("mouthSmile")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void blendShape_moves_exactlyIfItIsShown(BlendShape shape) {
        Landmarks open = FaceParameters.of(Expression.NEUTRAL.with(FaceControl.MOUTH_OPEN, 0.5))
                .applyTo(FACE);
        Landmarks moved = FaceParameters.of(Expression.NEUTRAL.with(shape, 1)).applyTo(open);
        assertThat(moved.equals(open)).isEqualTo(!shape.isShown());
    }

    @Test
    void ofArkit_leftIsThePersonsLeft_whichIsThePicturesRight() {
        Landmarks face = FaceParameters.of(
                        Expression.ofArkit(Map.of("mouthSmileLeft", 1.0, "eyeBlinkLeft", 1.0, "eyeLookUpLeft", 1.0)))
                .applyTo(FACE);
        assertThat(FACE.y(54) - face.y(54)).isGreaterThan(3 * Math.abs(FACE.y(48) - face.y(48)));
        assertThat(face.distance(43, 47)).isLessThan(1e-3);
        assertThat(face.y(37)).isEqualTo(FACE.y(37));
    }

    @Test
    void values_outOfRange_areRefused() {
        assertThatThrownBy(() -> Expression.NEUTRAL.with(FaceControl.SMILE, 1.01))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Expression.NEUTRAL.with(FaceControl.SMILE, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Expression.NEUTRAL.with(BlendShape.JAW_OPEN, -0.1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Expression.ofArkit(Map.of("smile", 1.0))).hasMessageContaining("smile is none");
        assertThatThrownBy(() -> HeadPose.turned(61, 0, 0)).hasMessageContaining("yaw must be -60.0 to 60.0");
        assertThatThrownBy(() -> HeadPose.NEUTRAL.withZoom(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void with_zero_isNeutralAgain() {
        assertThat(Expression.NEUTRAL.with(FaceControl.SMILE, 0.5).with(FaceControl.SMILE, 0))
                .isEqualTo(Expression.NEUTRAL);
    }

    private static double yawOf(Landmarks face) {
        return PosedFace.of(face, 256).yawDegrees();
    }

    private static Landmarks withoutDepth(Landmarks face) {
        float[] x = new float[Landmarks.COUNT];
        float[] y = new float[Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            x[i] = face.x(i);
            y[i] = face.y(i);
        }
        return Landmarks.of(x, y);
    }
}
