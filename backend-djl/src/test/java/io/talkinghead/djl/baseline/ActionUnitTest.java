package io.talkinghead.djl.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.conditioning.turn.RigidTurn;
import io.talkinghead.drive.Expression;
import io.talkinghead.drive.FaceControl;
import io.talkinghead.drive.FaceParameters;
import io.talkinghead.face.Landmarks;
import io.talkinghead.testkit.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionUnitTest {
    private static final int SIDE = 256;

    private static Landmarks face() {
        return Golden.deepLandmarks(
                Golden.tensors("guided-v3/geometry.safetensors").tensor("geometry.near.photo.landmarks"));
    }

    private static PosedFace posed(Landmarks face) {
        return PosedFace.of(face, SIDE);
    }

    @ParameterizedTest
    @CsvSource({
        "LEFT_BROW, 1, LEFT_INNER_BROW", "RIGHT_BROW, 1, RIGHT_INNER_BROW",
        "LEFT_BROW, 1, LEFT_OUTER_BROW", "RIGHT_BROW, 1, RIGHT_OUTER_BROW",
        "LEFT_EYE, 1, LEFT_EYE", "RIGHT_EYE, 1, RIGHT_EYE",
        "MOUTH_OPEN, 1, LIPS_APART", "MOUTH_OPEN, 1, JAW_DOWN",
        "SMILE, 1, LEFT_CORNER_UP", "SMILE, 1, RIGHT_CORNER_UP",
        "MOUTH_WIDTH, 1, LEFT_CORNER_OUT", "MOUTH_SIDE, 1, RIGHT_CORNER_OUT",
        "LEFT_BROW, -1, BROWS_TOGETHER", "SMILE, 1, UPPER_LIP_UP"
    })
    void distance_movementAsked_growsWithIt(FaceControl control, double value, ActionUnit unit) {
        FaceParameters asked = FaceParameters.of(Expression.NEUTRAL.with(control, value));
        double before = unit.distance(posed(face()));
        assertThat(unit.distance(posed(asked.applyTo(face())))).isGreaterThan(before + 0.005);
    }

    @Test
    void of_faces_isAValueOf0To1ForEach() {
        float[] values = ActionUnit.of(posed(face()));
        assertThat(values).hasSize(ActionUnit.COUNT).hasSameSizeAs(ActionUnit.values());
        for (float value : values) {
            assertThat(value).isBetween(0f, 1f);
        }
    }

    @Test
    void of_headHeldAnotherWay_isTheSame() {
        PosedFace face = posed(face());
        Landmarks turned = new RigidTurn(0.2, -0.3, 0.25, 1.2, 0.05, -0.03).apply(face);
        assertThat(ActionUnit.of(posed(turned))).containsExactly(ActionUnit.of(face), within(2e-3f));
    }

    @Test
    void of_mirrorImage_changesSides() {
        float[] values = ActionUnit.of(posed(face()));
        float[] mirrored = ActionUnit.of(posed(face().mirrored(SIDE)));
        for (ActionUnit unit : ActionUnit.values()) {
            String name = unit.name();
            String other = name.startsWith("LEFT_") ? name.replace("LEFT_", "RIGHT_") : name.replace("RIGHT_", "LEFT_");
            assertThat(mirrored[ActionUnit.valueOf(other).ordinal()])
                    .as(name)
                    .isCloseTo(values[unit.ordinal()], within(5e-3f));
        }
    }

    @Test
    void of_shutEyesAndAnOpenMouth_isAtTheEnds() {
        Expression yawn = Expression.NEUTRAL.withEyes(-1).with(FaceControl.MOUTH_OPEN, 1);
        float[] values = ActionUnit.of(posed(FaceParameters.of(yawn).applyTo(face())));
        assertThat(values[ActionUnit.LEFT_EYE.ordinal()]).isZero();
        assertThat(values[ActionUnit.RIGHT_EYE.ordinal()]).isZero();
        assertThat(values[ActionUnit.LIPS_APART.ordinal()]).isGreaterThan(0.7f);
    }
}
