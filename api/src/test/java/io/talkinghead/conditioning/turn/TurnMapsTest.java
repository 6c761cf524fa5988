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

class TurnMapsTest {
    private static final int PLANE = R * R;

    private final Random random = new Random(20260);

    @Test
    void maps_sameFace_areTheIdentity() {
        for (int run = 0; run < 20; run++) {
            PosedFace face = TurnedFaces.posed(run == 0 ? TurnedFaces.photo() : TurnedFaces.anyPose(random));
            assertIdentity(TurnedFaces.surround(face, face), Surround.CELLS);
            assertIdentity(TurnedFaces.head(face, face), R / 4);
            float[] mesh = TurnedFaces.mesh(face, face);
            int covered = 0;
            for (int i = 0; i < PLANE; i++) {
                if (mesh[2 * PLANE + i] == 1) {
                    covered++;
                    assertThat(mesh[i]).isCloseTo(i % R + 0.5f, within(1e-3f));
                    assertThat(mesh[PLANE + i]).isCloseTo(Math.floorDiv(i, R) + 0.5f, within(1e-3f));
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
            assertThat(map[cells * cells + i]).isCloseTo((Math.floorDiv(i, cells) + 0.5f) * cell, within(1e-3f));
        }
    }

    @Test
    void maps_shiftedFace_shiftBack() {
        Landmarks face = TurnedFaces.anyPose(random);
        PosedFace photo = TurnedFaces.posed(face);
        PosedFace target = TurnedFaces.posed(face.transformed(1, 7, -4));
        float[] head = TurnedFaces.head(photo, target);
        int cells = R / 4;
        for (int i = 0; i < cells * cells; i++) {
            assertThat(head[i]).isCloseTo((i % cells + 0.5f) * 4 - 7, within(1e-2f));
            assertThat(head[cells * cells + i]).isCloseTo((Math.floorDiv(i, cells) + 0.5f) * 4 + 4, within(1e-2f));
        }
        float[] mesh = TurnedFaces.mesh(photo, target);
        for (int i = 0; i < PLANE; i++) {
            if (mesh[2 * PLANE + i] == 1) {
                assertThat(mesh[i]).isCloseTo(i % R + 0.5f - 7, within(1e-2f));
            }
        }
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
        Landmarks[] faces = {TurnedFaces.anyPose(random), TurnedFaces.anyPose(random), TurnedFaces.anyPose(random)};
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
