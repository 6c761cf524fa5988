package io.talkinghead.conditioning.turn;

import io.talkinghead.face.Landmarks;
import io.talkinghead.testkit.Golden;
import java.util.Random;

/** Faces for tests: those of the reference vectors, and the canonical one in any pose. */
final class TurnedFaces {
    static final int R = 256;

    private TurnedFaces() {}

    static PosedFace posed(Landmarks face) {
        PosedFace posed = new PosedFace(R);
        posed.set(face);
        return posed;
    }

    /** A photo of the reference vectors. */
    static Landmarks photo() {
        return Golden.deepLandmarks(
                Golden.tensors("guided-v3/geometry.safetensors").tensor("geometry.near.photo.landmarks"));
    }

    /** The canonical face, 88 px between the outer eye corners, turned by angles in degrees. */
    static Landmarks canonical(double yaw, double pitch, double roll) {
        float[][] axes = new float[3][Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            for (int axis = 0; axis < 3; axis++) {
                axes[axis][i] = (float) (88 * CanonicalFace.MEAN.at(i, axis));
            }
        }
        return turned(Landmarks.of(axes[0], axes[1], axes[2]), yaw, pitch, roll).transformed(1, 128, 110);
    }

    /** Returns an angle within {@code most} to either side. */
    static double angle(Random random, double most) {
        return (2 * random.nextDouble() - 1) * most;
    }

    /** The canonical face in a pose that a talking head may have, of some size and at some place. */
    static Landmarks anyPose(Random random) {
        return canonical(angle(random, 40), angle(random, 20), angle(random, 20))
                .transformed(0.7 + 0.4 * random.nextDouble(), angle(random, 30), angle(random, 30));
    }

    /** Turns a face about the origin: pitch, then yaw, then roll, in degrees. */
    static Landmarks turned(Landmarks face, double yaw, double pitch, double roll) {
        double[] q = rotation(Math.toRadians(yaw), Math.toRadians(pitch), Math.toRadians(roll));
        float[][] axes = new float[3][Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            for (int axis = 0; axis < 3; axis++) {
                axes[axis][i] =
                        (float) (q[3 * axis] * face.x(i) + q[3 * axis + 1] * face.y(i) + q[3 * axis + 2] * face.z(i));
            }
        }
        return Landmarks.of(axes[0], axes[1], axes[2]);
    }

    private static double[] rotation(double yaw, double pitch, double roll) {
        double[] x = {1, 0, 0, 0, Math.cos(pitch), -Math.sin(pitch), 0, Math.sin(pitch), Math.cos(pitch)};
        double[] y = {Math.cos(yaw), 0, Math.sin(yaw), 0, 1, 0, -Math.sin(yaw), 0, Math.cos(yaw)};
        double[] z = {Math.cos(roll), -Math.sin(roll), 0, Math.sin(roll), Math.cos(roll), 0, 0, 0, 1};
        return product(z, product(y, x));
    }

    private static double[] product(double[] a, double[] b) {
        double[] c = new double[9];
        for (int i = 0; i < 9; i++) {
            for (int k = 0; k < 3; k++) {
                c[i] += a[i / 3 * 3 + k] * b[3 * k + i % 3];
            }
        }
        return c;
    }

    /** A face of points anywhere within {@code range}, with no likeness to a face. */
    static Landmarks absurd(Random random, float range) {
        float[][] axes = new float[3][Landmarks.COUNT];
        for (float[] axis : axes) {
            for (int i = 0; i < axis.length; i++) {
                axis[i] = (2 * random.nextFloat() - 1) * range;
            }
        }
        return Landmarks.of(axes[0], axes[1], axes[2]);
    }

    /** Leaves out a face's depth. */
    static Landmarks flat(Landmarks face) {
        float[][] axes = new float[2][Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            axes[0][i] = face.x(i);
            axes[1][i] = face.y(i);
        }
        return Landmarks.of(axes[0], axes[1]);
    }

    static float[] surround(PosedFace photo, PosedFace target) {
        float[] map = new float[2 * Surround.CELLS * Surround.CELLS];
        new Surround(R).map(photo, target, map);
        return map;
    }

    static float[] head(PosedFace photo, PosedFace target) {
        float[] map = new float[3 * (R / 4) * (R / 4)];
        new HeadTurn(R).map(photo, target, map);
        return map;
    }

    static float[] mesh(PosedFace photo, PosedFace target) {
        float[] map = new float[4 * R * R];
        new MeshMap(R).map(photo, target, map);
        return map;
    }
}
