package io.talkinghead.conditioning.turn;

import io.talkinghead.face.Landmarks;
import io.talkinghead.model.Weights;
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

    /** Reads 68 x 3 reference landmarks. */
    static Landmarks landmarks(Weights vectors, String name) {
        float[] values = vectors.tensor(name).toFloats();
        float[][] axes = new float[3][Landmarks.COUNT];
        for (int i = 0; i < values.length; i++) {
            axes[i % 3][i / 3] = values[i];
        }
        return Landmarks.of(axes[0], axes[1], axes[2]);
    }

    /** A photo of the reference vectors. */
    static Landmarks photo() {
        return landmarks(Golden.tensors("guided-v3/geometry.safetensors"), "geometry.near.photo.landmarks");
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
