package io.talkinghead.conditioning.turn;

import static io.talkinghead.conditioning.turn.TurnedFaces.R;
import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.face.Landmarks;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MeshMapTest {
    private static final int PLANE = R * R;

    private final Random random = new Random(20260);

    @Test
    void map_rigidTurnThereAndBack_isWhereItBegan() {
        for (int run = 0; run < 20; run++) {
            PosedFace photo = TurnedFaces.posed(TurnedFaces.canonical(
                    TurnedFaces.angle(random, 20), TurnedFaces.angle(random, 10), TurnedFaces.angle(random, 20)));
            PosedFace target = TurnedFaces.posed(TurnedFaces.canonical(
                    TurnedFaces.angle(random, 20), TurnedFaces.angle(random, 10), TurnedFaces.angle(random, 20)));
            float[] there = TurnedFaces.mesh(photo, target);
            float[] back = TurnedFaces.mesh(target, photo);
            int seen = 0;
            int far = 0;
            for (int i = 0; i < PLANE; i++) {
                int x = (int) there[i];
                int y = (int) there[PLANE + i];
                int at = y * R + x;
                if (there[2 * PLANE + i] == 1 && back[2 * PLANE + at] == 1) {
                    seen++;
                    // The photo's pixel's centre is up to 0.71 px away, stretched at most by e on the way back.
                    double away = Math.hypot(back[at] - i % R - 0.5, back[PLANE + at] - Math.floorDiv(i, R) - 0.5);
                    far += away > 0.71 * Math.E ? 1 : 0;
                }
            }
            assertThat(seen).isGreaterThan(PLANE / 12);
            // Where the nose hides a cheek in one of them only, or shows it nearly from its edge.
            assertThat(far).isLessThan(seen / 20);
        }
    }

    @Test
    void map_finer_isThatOfCropsOfItsSize() {
        PosedFace photo = TurnedFaces.posed(TurnedFaces.photo());
        PosedFace target = TurnedFaces.posed(TurnedFaces.canonical(20, 5, 10));
        float[] found = new float[4 * 4 * PLANE];
        new MeshMap(R, 2).map(photo, target, found);
        float[] expected = new float[found.length];
        new MeshMap(2 * R).map(enlarged(photo), enlarged(target), expected);
        int covered = 0;
        int different = 0;
        for (int i = 0; i < 4 * PLANE; i++) {
            covered += found[8 * PLANE + i] > 0 ? 1 : 0;
            boolean same = found[8 * PLANE + i] == expected[8 * PLANE + i]
                    && Math.abs(2 * found[i] - expected[i]) < 1e-2
                    && Math.abs(2 * found[4 * PLANE + i] - expected[4 * PLANE + i]) < 1e-2
                    && Math.abs(found[12 * PLANE + i] - expected[12 * PLANE + i]) < 1e-3;
            different += same ? 0 : 1;
        }
        assertThat(covered).isGreaterThan(PLANE / 4);
        // Where two triangles meet, rounding decides between them.
        assertThat(different).isLessThan(covered / 100);
    }

    private static PosedFace enlarged(PosedFace face) {
        float[][] axes = new float[3][Landmarks.COUNT];
        for (int axis = 0; axis < 3; axis++) {
            for (int i = 0; i < Landmarks.COUNT; i++) {
                axes[axis][i] = (float) (2 * face.points[axis][i]);
            }
        }
        return PosedFace.of(Landmarks.of(axes[0], axes[1], axes[2]), 2 * R);
    }

    @Test
    void map_visibleVertices_comeFromTheirPlacesInThePhoto() {
        PosedFace photo = TurnedFaces.posed(TurnedFaces.photo());
        int seen = 0;
        for (int vertex = 0; vertex < Landmarks.COUNT; vertex++) {
            Landmarks face = TurnedFaces.canonical(
                    TurnedFaces.angle(random, 10), TurnedFaces.angle(random, 5), TurnedFaces.angle(random, 10));
            // The vertex lies at a pixel's centre.
            double toX = Math.floor(face.x(vertex)) + 0.5 - face.x(vertex);
            double toY = Math.floor(face.y(vertex)) + 0.5 - face.y(vertex);
            PosedFace target = TurnedFaces.posed(face.transformed(1, toX, toY));
            float[] mesh = TurnedFaces.mesh(photo, target);
            int at = ((int) target.points[1][vertex]) * R + ((int) target.points[0][vertex]);
            // Not those that the nose hides.
            if (mesh[2 * PLANE + at] == 1
                    && Math.hypot(mesh[at] - photo.points[0][vertex], mesh[PLANE + at] - photo.points[1][vertex])
                            < 0.02) {
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(Landmarks.COUNT - 6);
    }

    @Test
    void map_headSeenFromBehind_drawsNothing() {
        PosedFace photo = TurnedFaces.posed(TurnedFaces.canonical(0, 0, 0));
        PosedFace behind = TurnedFaces.posed(TurnedFaces.canonical(0, 0, 0));
        for (int i = 0; i < CanonicalFace.POINTS; i++) {
            behind.points[0][i] = R - behind.points[0][i];
        }
        assertThat(TurnedFaces.mesh(photo, behind)).containsOnly(0);
    }

    @Test
    void map_anyFaces_showOnlyTrianglesThatFaceTheViewer() {
        MeshTriangle triangle = new MeshTriangle(R, 1);
        for (int run = 0; run < 50; run++) {
            PosedFace target = TurnedFaces.posed(TurnedFaces.absurd(random, 200));
            double[] x = target.points[0];
            double[] y = target.points[1];
            int front = 0;
            for (int i = 0; i < CanonicalFace.MEAN.triangles(); i++) {
                int a = CanonicalFace.MEAN.corner(i, 0);
                int b = CanonicalFace.MEAN.corner(i, 1);
                int c = CanonicalFace.MEAN.corner(i, 2);
                boolean faces = (x[b] - x[a]) * (y[c] - y[a]) - (y[b] - y[a]) * (x[c] - x[a]) > 1e-3;
                assertThat(triangle.set(target.points, target.points, a, b, c)).isEqualTo(faces);
                front += faces ? 1 : 0;
            }
            assertThat(front).isBetween(20, 110);
        }
    }

    @Test
    void map_triangleThePhotoShowsFromBehind_isMarkedByItsStretch() {
        PosedFace target = TurnedFaces.posed(TurnedFaces.canonical(0, 0, 0));
        PosedFace photo = TurnedFaces.posed(TurnedFaces.canonical(85, 0, 0));
        float[] mesh = TurnedFaces.mesh(photo, target);
        int marked = 0;
        for (int i = 3 * PLANE; i < 4 * PLANE; i++) {
            assertThat(mesh[i]).isBetween(-3f, 3f);
            marked += mesh[i] == -3 ? 1 : 0;
        }
        assertThat(marked).isGreaterThan(1000);
    }
}
