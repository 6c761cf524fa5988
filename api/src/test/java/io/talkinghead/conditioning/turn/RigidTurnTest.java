package io.talkinghead.conditioning.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.face.Landmarks;
import io.talkinghead.testkit.Golden;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RigidTurnTest {
    private static final int R = TurnedFaces.R;

    private final Random random = new Random(20261);

    @Test
    void apply_none_leavesAnyFaceWhereItIs() {
        for (int run = 0; run < 50; run++) {
            PosedFace face = TurnedFaces.posed(TurnedFaces.anyPose(random));
            Landmarks same = RigidTurn.NONE.apply(face);
            for (int i = 0; i < Landmarks.COUNT; i++) {
                assertThat(same.x(i)).isCloseTo((float) face.x(i), within(1e-3f));
                assertThat(same.y(i)).isCloseTo((float) face.y(i), within(1e-3f));
            }
        }
    }

    @Test
    void map_none_isRestForAnyFace() {
        for (int run = 0; run < 10; run++) {
            PosedFace face = TurnedFaces.posed(TurnedFaces.anyPose(random));
            float[] map = RigidMap.of(face, TurnedFaces.posed(RigidTurn.NONE.apply(face)));
            float[] rest = new float[map.length];
            for (int i = 0; i < R * R; i++) {
                rest[i] = i % R + 0.5f;
                rest[R * R + i] = Math.floorDiv(i, R) + 0.5f;
            }
            // What surrounds the face is told for cells of 4 px, and stays at the outermost centres.
            Golden.assertClose(inner(map), inner(rest), 0.02);
        }
    }

    /** Leaves the border out. */
    private static float[] inner(float[] map) {
        float[] inner = map.clone();
        for (int i = 0; i < inner.length; i++) {
            int x = i % R;
            int y = i % (R * R) / R;
            boolean border = Math.min(Math.min(x, y), R - 1 - Math.max(x, y)) < 2;
            inner[i] = border ? 0 : inner[i];
        }
        return inner;
    }

    @Test
    void draw_manyTimes_movesRigidlyWithinBounds() {
        for (int run = 0; run < 50; run++) {
            RigidTurn turn = RigidTurn.draw(random);
            assertThat(Math.abs(turn.yaw())).isLessThanOrEqualTo(0.6);
            assertThat(turn.scale()).isBetween(0.85, 1.15);
            PosedFace face = TurnedFaces.posed(TurnedFaces.anyPose(random));
            PosedFace moved = TurnedFaces.posed(turn.apply(face));
            // All distances stay, but for the scale.
            for (int i = 0; i + 7 < Landmarks.COUNT; i++) {
                assertThat(distance(moved, i, i + 7))
                        .isCloseTo(turn.scale() * distance(face, i, i + 7), within(1e-5 * R));
            }
        }
    }

    private static double distance(PosedFace face, int i, int j) {
        double sum = 0;
        for (double[] axis : face.points) {
            sum += (axis[i] - axis[j]) * (axis[i] - axis[j]);
        }
        return Math.sqrt(sum);
    }

    @Test
    void apply_frontalFace_holdsItAsSaid() {
        PosedFace face = TurnedFaces.posed(TurnedFaces.canonical(0, 0, 0));
        PosedFace turned = TurnedFaces.posed(new RigidTurn(0, Math.toRadians(20), 0, 1.1, 0.1, -0.05).apply(face));
        assertThat(turned.yawDegrees()).isCloseTo(20, within(1e-3));
        assertThat(turned.pose().scale()).isCloseTo(1.1 * face.pose().scale(), within(1e-2));
        assertThat(turned.pose().translation(0)).isCloseTo(face.pose().translation(0) + 0.1 * R, within(1e-2));
        assertThat(turned.pose().translation(1)).isCloseTo(face.pose().translation(1) - 0.05 * R, within(1e-2));
    }
}
