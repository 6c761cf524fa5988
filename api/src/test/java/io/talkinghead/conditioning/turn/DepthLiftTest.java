package io.talkinghead.conditioning.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.talkinghead.face.Landmarks;
import io.talkinghead.testkit.Golden;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DepthLiftTest {
    private static final double EYES = 88;

    private final Random random = new Random(68);
    private final DepthLift lift = new DepthLift();

    private static double[][] points(Landmarks face) {
        double[][] points = new double[3][CanonicalFace.POINTS];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            points[0][i] = face.x(i);
            points[1][i] = face.y(i);
            points[2][i] = face.z(i);
        }
        return points;
    }

    private static Landmarks landmarks(double[][] points) {
        float[][] axes = new float[3][Landmarks.COUNT];
        for (int axis = 0; axis < 3; axis++) {
            for (int i = 0; i < Landmarks.COUNT; i++) {
                axes[axis][i] = (float) points[axis][i];
            }
        }
        return Landmarks.of(axes[0], axes[1], axes[2]);
    }

    private double[][] lifted(double[][] face) {
        double[][] points = {face[0].clone(), face[1].clone(), new double[CanonicalFace.POINTS]};
        lift.lift(points);
        return points;
    }

    private static FacePose pose(double[][] face) {
        FacePose pose = new FacePose();
        pose.fit(face);
        return pose;
    }

    /** The angle between two poses, in degrees. */
    private static double angle(FacePose one, FacePose other) {
        double trace = 0;
        for (int i = 0; i < 9; i++) {
            trace += one.rotation(i / 3, i % 3) * other.rotation(i / 3, i % 3);
        }
        return Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, (trace - 1) / 2))));
    }

    private static double yaw(FacePose pose) {
        return Math.toDegrees(Math.asin(pose.rotation(0, 2)));
    }

    private Landmarks anyPose() {
        return TurnedFaces.canonical(
                TurnedFaces.angle(random, 45), TurnedFaces.angle(random, 25), TurnedFaces.angle(random, 40));
    }

    /** Moves x and y by normal noise, {@code share} of the eye distance wide. */
    private double[][] noisy(Landmarks face, double share) {
        double[][] points = points(face);
        for (int axis = 0; axis < 2; axis++) {
            for (int i = 0; i < Landmarks.COUNT; i++) {
                points[axis][i] += share * EYES * random.nextGaussian();
            }
        }
        return points;
    }

    @Test
    void lift_canonicalFaceInAnyPoseAndSize_isItsOwnDepth() {
        for (int run = 0; run < 300; run++) {
            double size = Math.pow(10, TurnedFaces.angle(random, 2));
            double[][] known = points(anyPose().transformed(size, TurnedFaces.angle(random, 500), -40));
            double[][] found = lifted(known);
            assertThat(found[0]).containsExactly(known[0]);
            assertThat(found[1]).containsExactly(known[1]);
            assertThat(found[2]).containsExactly(known[2], within(0.002 * EYES * size));
            assertThat(angle(pose(found), pose(known))).isLessThan(0.2);
            assertThat(pose(found).rotation(2, 2)).as("looks at the viewer").isGreaterThan(0.5);
        }
    }

    @Test
    void lift_noiseOfOneHundredthOfTheEyeDistance_isNearItsDepth() {
        double sum = 0;
        int runs = 300;
        for (int run = 0; run < runs; run++) {
            Landmarks face = anyPose();
            double[][] found = lifted(noisy(face, 0.01));
            assertThat(found[2]).containsExactly(points(face)[2], within(0.09 * EYES));
            double angle = angle(pose(found), pose(points(face)));
            assertThat(angle).isLessThan(5);
            sum += angle;
        }
        assertThat(sum / runs).isLessThan(1.2);
    }

    @Test
    void lift_noisyFace_isTheDepthOfItsOwnPose() {
        for (int run = 0; run < 300; run++) {
            double[][] found = lifted(noisy(anyPose(), 0.03));
            FacePose pose = pose(found);
            for (int i = 0; i < Landmarks.COUNT; i++) {
                CanonicalFace face = CanonicalFace.MEAN;
                double depth = pose.project(2, face.at(i, 0), face.at(i, 1), face.at(i, 2)) - pose.translation(2);
                assertThat(found[2][i]).isCloseTo(depth, within(0.006 * EYES));
            }
        }
    }

    @Test
    void lift_mirroredFace_isMirroredDepth() {
        for (int run = 0; run < 50; run++) {
            Landmarks face = landmarks(noisy(anyPose(), 0.03));
            double[][] found = lifted(points(face.mirrored(256)));
            Landmarks expected = landmarks(lifted(points(face))).mirrored(256);
            for (int i = 0; i < Landmarks.COUNT; i++) {
                assertThat(found[2][i]).isCloseTo(expected.z(i), within(1e-4 * EYES));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"near.photo", "near.target", "turned.photo", "turned.target", "shut.photo", "shut.target"})
    void lift_realFaceWithoutItsDepth_isHeldAsWithIt(String name) {
        double[][] known = points(Golden.deepLandmarks(
                Golden.tensors("guided-v3/geometry.safetensors").tensor("geometry." + name + ".landmarks")));
        FacePose pose = pose(known);
        FacePose found = pose(lifted(known));
        assertThat(yaw(found)).isCloseTo(yaw(pose), within(3.0));
        assertThat(angle(found, pose)).isLessThan(3.5);
        assertThat(found.scale()).isCloseTo(pose.scale(), within(0.02 * pose.scale()));
    }

    @Test
    void lift_pointsThatAreNoFace_isFinite() {
        for (int run = 0; run < 40; run++) {
            double size = Math.pow(10, TurnedFaces.angle(random, 38));
            double x = random.nextGaussian();
            double y = run % 3 == 0 ? 0 : random.nextGaussian();
            float[][] line = new float[2][Landmarks.COUNT];
            float[][] one = new float[2][Landmarks.COUNT];
            for (int i = 0; i < Landmarks.COUNT; i++) {
                line[0][i] = (float) (size * x * i / 68 / 8);
                line[1][i] = (float) (size * y * i / 68 / 8);
                one[0][i] = (float) (size * x / 8);
                one[1][i] = (float) (size * y / 8);
            }
            Landmarks absurd = TurnedFaces.absurd(random, (float) size);
            assertFinite(Landmarks.of(line[0], line[1]));
            assertFinite(Landmarks.of(line[1], line[0]));
            assertFinite(Landmarks.of(one[0], one[1]));
            assertFinite(TurnedFaces.flat(absurd));
        }
        assertFinite(Landmarks.of(new float[Landmarks.COUNT], new float[Landmarks.COUNT]));
    }

    private static void assertFinite(Landmarks face) {
        PosedFace posed = TurnedFaces.posed(face);
        for (double[] axis : posed.points) {
            for (double value : axis) {
                assertThat(value).isFinite();
            }
        }
        for (float value : TurnedFaces.surround(posed, posed)) {
            if (!Float.isFinite(value)) {
                throw new AssertionError("the map has " + value + " for " + face);
            }
        }
    }

    @Test
    void lift_inSteadyState_allocatesNothing() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeTrue(threads.isThreadAllocatedMemorySupported(), "this virtual machine does not count allocations");
        PosedFace face = new PosedFace(TurnedFaces.R);
        Landmarks[] flat = {
            TurnedFaces.flat(anyPose()), TurnedFaces.flat(TurnedFaces.photo()), TurnedFaces.flat(anyPose())
        };
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        // Of several batches the least counts: now and then the virtual machine allocates on the thread's account.
        for (int batch = 0; batch < 10; batch++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int frame = 0; frame < 20; frame++) {
                face.set(flat[frame % flat.length]);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        assertThat(least).isZero();
    }
}
