package io.talkinghead.conditioning.turn;

import static io.talkinghead.conditioning.turn.TurnedFaces.R;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.talkinghead.face.Landmarks;
import io.talkinghead.image.SquareCrop;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnPropertiesTest {
    private static final int PLANE = R * R;

    private final Random random = new Random(20260);

    private double angle(double most) {
        return (2 * random.nextDouble() - 1) * most;
    }

    private Landmarks anyPose() {
        return TurnedFaces.canonical(angle(40), angle(20), angle(20))
                .transformed(0.7 + 0.4 * random.nextDouble(), angle(30), angle(30));
    }

    @Test
    void pose_canonicalFaceAnywhere_isWhatItWasTurnedBy() {
        for (int run = 0; run < 100; run++) {
            double yaw = angle(89);
            FacePose pose = TurnedFaces.posed(TurnedFaces.canonical(yaw, 0, 0)).pose();
            assertThat(pose.scale()).isCloseTo(88, within(1e-3));
            assertThat(Math.toDegrees(Math.asin(pose.rotation(0, 2)))).isCloseTo(yaw, within(1e-2));
            double roll = angle(180);
            pose = TurnedFaces.posed(TurnedFaces.canonical(0, 0, roll)).pose();
            assertThat(Math.toDegrees(pose.roll())).isCloseTo(roll, within(1e-3));
            assertThat(pose.translation(0)).isCloseTo(128, within(1e-3));
        }
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
    void maps_sameFace_areTheIdentity() {
        for (int run = 0; run < 20; run++) {
            PosedFace face = TurnedFaces.posed(run == 0 ? TurnedFaces.photo() : anyPose());
            assertIdentity(TurnedFaces.surround(face, face), Surround.CELLS);
            assertIdentity(TurnedFaces.head(face, face), R / 4);
            float[] mesh = TurnedFaces.mesh(face, face);
            int covered = 0;
            for (int i = 0; i < PLANE; i++) {
                if (mesh[2 * PLANE + i] == 1) {
                    covered++;
                    assertThat(mesh[i]).isCloseTo(i % R + 0.5f, within(1e-3f));
                    assertThat(mesh[PLANE + i]).isCloseTo(i / R + 0.5f, within(1e-3f));
                } else {
                    assertThat(mesh[i] + mesh[PLANE + i]).isZero();
                }
                assertThat(mesh[3 * PLANE + i]).isZero();
            }
            assertThat(covered).isGreaterThan(PLANE / 12);
        }
    }

    private static void assertIdentity(float[] map, int cells) {
        float cell = (float) R / cells;
        for (int i = 0; i < cells * cells; i++) {
            assertThat(map[i]).isCloseTo((i % cells + 0.5f) * cell, within(1e-3f));
            assertThat(map[cells * cells + i]).isCloseTo((i / cells + 0.5f) * cell, within(1e-3f));
        }
    }

    @Test
    void maps_shiftedFace_shiftBack() {
        Landmarks face = anyPose();
        PosedFace photo = TurnedFaces.posed(face);
        PosedFace target = TurnedFaces.posed(face.transformed(1, 7, -4));
        float[] head = TurnedFaces.head(photo, target);
        int cells = R / 4;
        for (int i = 0; i < cells * cells; i++) {
            assertThat(head[i]).isCloseTo((i % cells + 0.5f) * 4 - 7, within(1e-2f));
            assertThat(head[cells * cells + i]).isCloseTo((i / cells + 0.5f) * 4 + 4, within(1e-2f));
        }
        float[] mesh = TurnedFaces.mesh(photo, target);
        for (int i = 0; i < PLANE; i++) {
            if (mesh[2 * PLANE + i] == 1) {
                assertThat(mesh[i]).isCloseTo(i % R + 0.5f - 7, within(1e-2f));
            }
        }
    }

    @Test
    void surround_smallShiftedHead_movesWithItAndRestsInTheCorners() {
        Landmarks face = TurnedFaces.canonical(0, 0, 0).transformed(0.4, 77, 77);
        PosedFace photo = TurnedFaces.posed(face);
        float[] map = TurnedFaces.surround(photo, TurnedFaces.posed(face.transformed(1, 7, -4)));
        int plane = Surround.CELLS * Surround.CELLS;
        int nose = 32 * Surround.CELLS + 32;
        assertThat(map[nose]).isCloseTo(130 - 7, within(0.05f));
        assertThat(map[plane + nose]).isCloseTo(130 + 4, within(0.05f));
        for (int corner : new int[] {0, Surround.CELLS - 1, plane - Surround.CELLS, plane - 1}) {
            assertThat(map[corner]).isCloseTo(corner % Surround.CELLS * 4 + 2, within(0.01f));
            assertThat(map[plane + corner]).isCloseTo(corner / Surround.CELLS * 4 + 2, within(0.01f));
        }
    }

    @Test
    void surround_grimace_meetsTheFaceAtItsOutline() {
        PosedFace photo = TurnedFaces.posed(TurnedFaces.canonical(0, 0, 0));
        PosedFace target = TurnedFaces.posed(TurnedFaces.canonical(0, 0, 0));
        // The chin's point comes down to the centre of a cell.
        target.points[0][8] = 130;
        target.points[1][8] = 230;
        float[] map = TurnedFaces.surround(photo, target);
        int chin = 57 * Surround.CELLS + 32;
        assertThat(map[chin]).isCloseTo((float) photo.points[0][8], within(1.5f));
        assertThat(map[Surround.CELLS * Surround.CELLS + chin]).isCloseTo((float) photo.points[1][8], within(1.5f));
    }

    @Test
    void headTurn_thereAndBack_isWhereItBegan() {
        for (int run = 0; run < 20; run++) {
            PosedFace photo = TurnedFaces.posed(TurnedFaces.canonical(angle(15), angle(10), angle(20)));
            PosedFace target = TurnedFaces.posed(TurnedFaces.canonical(angle(15), angle(10), angle(20)));
            float[] there = TurnedFaces.head(photo, target);
            float[] back = TurnedFaces.head(target, photo);
            int cells = R / 4;
            int plane = cells * cells;
            double sum = 0;
            int seen = 0;
            for (int i = 0; i < plane; i++) {
                if (there[2 * plane + i] > 0.3) {
                    seen++;
                    float x = between(back, cells, 0, there[i], there[plane + i]);
                    float y = between(back, cells, plane, there[i], there[plane + i]);
                    double away = Math.hypot(x - (i % cells + 0.5) * 4, y - (i / cells + 0.5) * 4);
                    sum += away;
                    // Between cells of 4 px the map is interpolated.
                    assertThat(away).isLessThan(1);
                }
            }
            assertThat(seen).isGreaterThan(plane / 10);
            assertThat(sum / seen).isLessThan(0.05);
        }
    }

    private static float between(float[] map, int cells, int plane, float x, float y) {
        float column = Math.max(0, Math.min(cells - 1.001f, x * cells / R - 0.5f));
        float row = Math.max(0, Math.min(cells - 1.001f, y * cells / R - 0.5f));
        int at = plane + (int) row * cells + (int) column;
        float tx = column - (int) column;
        float upper = map[at] + tx * (map[at + 1] - map[at]);
        float lower = map[at + cells] + tx * (map[at + cells + 1] - map[at + cells]);
        return upper + (row - (int) row) * (lower - upper);
    }

    @Test
    void meshMap_rigidTurnThereAndBack_isWhereItBegan() {
        for (int run = 0; run < 20; run++) {
            PosedFace photo = TurnedFaces.posed(TurnedFaces.canonical(angle(20), angle(10), angle(20)));
            PosedFace target = TurnedFaces.posed(TurnedFaces.canonical(angle(20), angle(10), angle(20)));
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
                    double away = Math.hypot(back[at] - i % R - 0.5, back[PLANE + at] - i / R - 0.5);
                    far += away > 0.71 * Math.E ? 1 : 0;
                }
            }
            assertThat(seen).isGreaterThan(PLANE / 12);
            // Where the nose hides a cheek in one of them only, or shows it nearly from its edge.
            assertThat(far).isLessThan(seen / 20);
        }
    }

    @Test
    void meshMap_visibleVertices_comeFromTheirPlacesInThePhoto() {
        PosedFace photo = TurnedFaces.posed(TurnedFaces.photo());
        int seen = 0;
        for (int vertex = 0; vertex < Landmarks.COUNT; vertex++) {
            Landmarks face = TurnedFaces.canonical(angle(10), angle(5), angle(10));
            // The vertex lies at a pixel's centre.
            double toX = Math.floor(face.x(vertex)) + 0.5 - face.x(vertex);
            double toY = Math.floor(face.y(vertex)) + 0.5 - face.y(vertex);
            PosedFace target = TurnedFaces.posed(face.transformed(1, toX, toY));
            float[] mesh = TurnedFaces.mesh(photo, target);
            int at = (int) target.points[1][vertex] * R + (int) target.points[0][vertex];
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
    void meshMap_headSeenFromBehind_drawsNothing() {
        PosedFace photo = TurnedFaces.posed(TurnedFaces.canonical(0, 0, 0));
        Landmarks front = TurnedFaces.canonical(0, 0, 0);
        float[] mesh =
                TurnedFaces.mesh(photo, TurnedFaces.posed(front.mirrored(R).transformed(1, 0, 0)));
        assertThat(mesh[2 * PLANE + 120 * R + 128])
                .as("a mirrored face still has a front")
                .isEqualTo(1);
        PosedFace behind = TurnedFaces.posed(front);
        for (int i = 0; i < CanonicalFace.POINTS; i++) {
            behind.points[0][i] = R - behind.points[0][i];
        }
        assertThat(TurnedFaces.mesh(photo, behind)).containsOnly(0);
    }

    @Test
    void meshMap_anyFaces_showOnlyTrianglesThatFaceTheViewer() {
        MeshTriangle triangle = new MeshTriangle(R);
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
    void meshMap_triangleThePhotoShowsFromBehind_isMarkedByItsStretch() {
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

    @Test
    void maps_absurdLandmarks_areFinite() {
        float[] ranges = {0, 1e-30f, 1, 300, 1e6f, 1e20f, Float.MAX_VALUE};
        for (float range : ranges) {
            for (float other : ranges) {
                PosedFace photo = TurnedFaces.posed(TurnedFaces.absurd(random, range));
                PosedFace target = TurnedFaces.posed(TurnedFaces.absurd(random, other));
                assertFinite(TurnedFaces.surround(photo, target));
                assertFinite(TurnedFaces.head(photo, target));
                assertFinite(TurnedFaces.mesh(photo, target));
            }
        }
    }

    private static void assertFinite(float[] map) {
        for (float value : map) {
            if (!Float.isFinite(value)) {
                throw new AssertionError("a value is " + value);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, Double.NaN, Double.POSITIVE_INFINITY, 1e-320})
    void setInCrop_noCrop_isRefused(double side) {
        PosedFace face = new PosedFace(R);
        SquareCrop crop = new SquareCrop(side == 0 ? 0 : Double.NaN, 0, side);
        assertThatThrownBy(() -> face.setInCrop(TurnedFaces.photo(), crop))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("crop");
    }

    @Test
    void set_landmarksWithoutDepth_isRefused() {
        PosedFace face = new PosedFace(R);
        Landmarks flat = Landmarks.of(new float[Landmarks.COUNT], new float[Landmarks.COUNT]);
        assertThatThrownBy(() -> face.set(flat))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("depth");
    }

    @Test
    void maps_otherLengthsAndSizes_areRefused() {
        PosedFace face = TurnedFaces.posed(TurnedFaces.photo());
        float[] wrong = new float[7];
        assertThatThrownBy(() -> new MeshMap(R).map(face, face, wrong)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HeadTurn(R).map(face, face, wrong)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Surround(R).map(face, face, wrong)).isInstanceOf(IllegalArgumentException.class);
        PosedFace small = new PosedFace(R / 2);
        assertThatThrownBy(() -> new MeshMap(R).map(face, small, new float[4 * PLANE]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("128");
        assertThatThrownBy(() -> new HeadTurn(66)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void frame_inSteadyState_allocatesNothing() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeTrue(threads.isThreadAllocatedMemorySupported(), "this virtual machine does not count allocations");
        PosedFace photo = TurnedFaces.posed(TurnedFaces.photo());
        Landmarks[] faces = {anyPose(), anyPose(), anyPose()};
        SquareCrop crop = new SquareCrop(3, -2, 240);
        PosedFace target = new PosedFace(R);
        Surround surround = new Surround(R);
        HeadTurn head = new HeadTurn(R);
        MeshMap mesh = new MeshMap(R);
        float[] surroundMap = new float[2 * Surround.CELLS * Surround.CELLS];
        float[] headMap = new float[3 * (R / 4) * (R / 4)];
        float[] meshMap = new float[4 * PLANE];
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        // Of several batches the least counts: now and then the virtual machine allocates on the thread's account.
        for (int batch = 0; batch < 10; batch++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int frame = 0; frame < 20; frame++) {
                target.setInCrop(faces[frame % faces.length], crop);
                surround.map(photo, target, surroundMap);
                head.map(photo, target, headMap);
                mesh.map(photo, target, meshMap);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        assertThat(least).isZero();
    }
}
