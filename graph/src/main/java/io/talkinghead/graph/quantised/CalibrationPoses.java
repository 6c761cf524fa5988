package io.talkinghead.graph.quantised;

import io.talkinghead.face.Landmarks;
import java.util.List;

/** One face in the poses a driver will ask for: turned, nearer, elsewhere, with the mouth open, with the eyes shut. */
final class CalibrationPoses {
    private static final int[][] LIDS = {{37, 41}, {38, 40}, {43, 47}, {44, 46}};
    private static final int[] LOWER_LIP = {55, 56, 57, 58, 59, 65, 66, 67};
    private static final int[] CHIN = {6, 7, 8, 9, 10};

    private CalibrationPoses() {}

    static List<Landmarks> of(Landmarks face) {
        double eyes = face.eyeDistance();
        return List.of(
                face,
                turned(face, 0.35, 0, 0),
                opened(face, 0.35 * eyes),
                turned(opened(face, 0.15 * eyes), -0.2, 0.1, 0.1),
                turned(face, -0.35, 0, 0),
                shut(face),
                turned(face, 0, 0.2, -0.15),
                turned(shut(face), 0.2, -0.1, 0),
                turned(opened(face, 0.5 * eyes), 0, -0.2, 0.15),
                about(face, 1.1, 0.1 * eyes),
                about(face, 0.9, -0.1 * eyes),
                turned(opened(shut(face), 0.25 * eyes), -0.25, 0, -0.1));
    }

    /** Turns a face about its nose, by angles in radians: to the side, up and down, in the picture. Without depth only the last. */
    private static Landmarks turned(Landmarks face, double yaw, double pitch, double roll) {
        float[][] p = points(face);
        float[] nose = {p[0][30], p[1][30], p[2][30]};
        for (int i = 0; i < Landmarks.COUNT; i++) {
            double x = p[0][i] - nose[0];
            double y = p[1][i] - nose[1];
            double z = p[2][i] - nose[2];
            double aside = Math.cos(yaw) * x + Math.sin(yaw) * z;
            double deep = Math.cos(yaw) * z - Math.sin(yaw) * x;
            double up = Math.cos(pitch) * y - Math.sin(pitch) * deep;
            p[2][i] = (float) (nose[2] + Math.cos(pitch) * deep + Math.sin(pitch) * y);
            p[0][i] = (float) (nose[0] + Math.cos(roll) * aside - Math.sin(roll) * up);
            p[1][i] = (float) (nose[1] + Math.sin(roll) * aside + Math.cos(roll) * up);
        }
        return Landmarks.of(p[0], p[1], p[2]);
    }

    private static Landmarks about(Landmarks face, double scale, double shift) {
        double rest = 1 - scale;
        return face.transformed(scale, rest * face.x(30) + shift, rest * face.y(30) + shift);
    }

    /** Lowers the lower lip, and the chin with it. */
    private static Landmarks opened(Landmarks face, double by) {
        float[][] p = points(face);
        double downX = face.x(8) - face.x(27);
        double downY = face.y(8) - face.y(27);
        double length = Math.max(1e-6, Math.hypot(downX, downY));
        for (int[] part : new int[][] {LOWER_LIP, CHIN}) {
            for (int i : part) {
                p[0][i] += (float) (by * downX / length);
                p[1][i] += (float) (by * downY / length);
            }
        }
        return Landmarks.of(p[0], p[1], p[2]);
    }

    private static Landmarks shut(Landmarks face) {
        float[][] p = points(face);
        for (int[] pair : LIDS) {
            for (float[] axis : p) {
                axis[pair[0]] = axis[pair[1]];
            }
        }
        return Landmarks.of(p[0], p[1], p[2]);
    }

    private static float[][] points(Landmarks face) {
        float[][] p = new float[3][Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            p[0][i] = face.x(i);
            p[1][i] = face.y(i);
            p[2][i] = face.hasDepth() ? face.z(i) : 0;
        }
        return p;
    }
}
