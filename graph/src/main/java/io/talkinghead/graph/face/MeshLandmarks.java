package io.talkinghead.graph.face;

import io.talkinghead.face.FacePart;
import io.talkinghead.face.FacePoints;
import io.talkinghead.face.Landmarks;

/**
 * The 68 iBUG landmarks of a mesh. Most are vertices; the jaw is spread evenly along the mesh's contour and then pushed out to
 * the visible outline, because on a turned head the contour's far side falls inside the cheek.
 *
 * <p><b>Threading:</b> one thread at a time; only the landmarks handed out are allocated.
 */
final class MeshLandmarks {
    private static final int[] LEFT_JAW = {127, 234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152};
    private static final int[] RIGHT_JAW = {356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152};
    private static final int JAW_POINTS = FacePart.JAW.count();

    /** Vertices of the landmarks after the jaw's. */
    private static final int[] VERTICES = {
        70, 63, 105, 66, 107, 336, 296, 334, 293, 300, 168, 197, 195, 4, 240, 99, 2, 328, 460, 33, 160, 158, 133, 153,
        144, 362, 385, 387, 263, 373, 380, 61, 39, 37, 0, 267, 269, 291, 405, 314, 17, 84, 181, 78, 82, 13, 312, 308,
        317, 14, 87
    };

    private final double[] x = new double[Landmarks.COUNT];
    private final double[] y = new double[Landmarks.COUNT];
    private final double[] z = new double[Landmarks.COUNT];
    private final float[] floatX = new float[Landmarks.COUNT];
    private final float[] floatY = new float[Landmarks.COUNT];
    private final float[] floatZ = new float[Landmarks.COUNT];
    private final double[] length = new double[LEFT_JAW.length];
    private final LevelHull hull = new LevelHull();

    /** Returns the landmarks of a mesh. */
    Landmarks of(Mesh mesh) {
        spreadJaw(mesh, LEFT_JAW, 0, 1);
        spreadJaw(mesh, RIGHT_JAW, JAW_POINTS - 1, -1);
        for (int i = 0; i < VERTICES.length; i++) {
            x[JAW_POINTS + i] = mesh.x[VERTICES[i]];
            y[JAW_POINTS + i] = mesh.y[VERTICES[i]];
            z[JAW_POINTS + i] = mesh.z[VERTICES[i]];
        }
        pushJawOut(mesh);
        for (int i = 0; i < Landmarks.COUNT; i++) {
            floatX[i] = (float) x[i];
            floatY[i] = (float) y[i];
            floatZ[i] = (float) z[i];
        }
        return Landmarks.of(floatX, floatY, floatZ);
    }

    /** Places nine points from one ear to the chin at equal distances along the contour in the picture plane. */
    private void spreadJaw(Mesh mesh, int[] contour, int first, int direction) {
        for (int i = 1; i < contour.length; i++) {
            double dx = mesh.x[contour[i]] - mesh.x[contour[i - 1]];
            double dy = mesh.y[contour[i]] - mesh.y[contour[i - 1]];
            length[i] = length[i - 1] + Math.hypot(dx, dy);
        }
        int segment = 1;
        for (int i = 0; i <= FacePoints.CHIN; i++) {
            double wanted = length[contour.length - 1] * i / FacePoints.CHIN;
            while (segment < contour.length - 1 && length[segment] < wanted) {
                segment++;
            }
            double span = length[segment] - length[segment - 1];
            double t = span > 0 ? (wanted - length[segment - 1]) / span : 0;
            int a = contour[segment - 1];
            int b = contour[segment];
            int to = first + direction * i;
            x[to] = mesh.x[a] + t * (mesh.x[b] - mesh.x[a]);
            y[to] = mesh.y[a] + t * (mesh.y[b] - mesh.y[a]);
            z[to] = mesh.z[a] + t * (mesh.z[b] - mesh.z[a]);
        }
    }

    private void pushJawOut(Mesh mesh) {
        double angle = mesh.angle();
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        hull.wrap(mesh, cos, sin);
        for (int i = 0; i < JAW_POINTS; i++) {
            if (i == FacePoints.CHIN) {
                continue;
            }
            double v = cos * y[i] - sin * x[i];
            double u = i < FacePoints.CHIN ? hull.leftmost(v) : hull.rightmost(v);
            if (Double.isFinite(u)) {
                x[i] = cos * u - sin * v;
                y[i] = sin * u + cos * v;
            }
        }
    }
}
