package io.talkinghead.graph.face;

/**
 * The convex outline of a mesh, turned so that the eyes are level.
 *
 * <p><b>Threading:</b> one thread at a time; wrapping allocates nothing.
 */
final class LevelHull {
    private final double[] u = new double[Mesh.POINTS];
    private final double[] v = new double[Mesh.POINTS];
    private final int[] corners = new int[Mesh.POINTS];
    private int count;

    /** Turns the mesh by minus the angle of which cosine and sine are given, and finds its outline (gift wrapping). */
    void wrap(Mesh mesh, double cos, double sin) {
        int first = 0;
        for (int i = 0; i < Mesh.POINTS; i++) {
            u[i] = cos * mesh.x[i] + sin * mesh.y[i];
            v[i] = cos * mesh.y[i] - sin * mesh.x[i];
            if (u[i] < u[first] || (u[i] == u[first] && v[i] < v[first])) {
                first = i;
            }
        }
        count = 0;
        int corner = first;
        do {
            corners[count++] = corner;
            corner = next(corner);
            // The bound is for points that coincide, between which rounding decides.
        } while (corner != first && count < Mesh.POINTS);
    }

    /** Returns the corner after one: all points lie to the same side of the line between them. */
    private int next(int corner) {
        int best = corner;
        double du = 0;
        double dv = 0;
        for (int i = 0; i < Mesh.POINTS; i++) {
            double toU = u[i] - u[corner];
            double toV = v[i] - v[corner];
            double turn = du * toV - dv * toU;
            if (turn < 0 || (turn == 0 && toU * toU + toV * toV > du * du + dv * dv)) {
                best = i;
                du = toU;
                dv = toV;
            }
        }
        return best;
    }

    /** Returns the outline's smallest x at a height, or infinity where the outline does not reach. */
    double leftmost(double height) {
        return crossing(height, Double.POSITIVE_INFINITY, true);
    }

    /** Returns the outline's largest x at a height, or minus infinity. */
    double rightmost(double height) {
        return crossing(height, Double.NEGATIVE_INFINITY, false);
    }

    private double crossing(double height, double start, boolean smallest) {
        double best = start;
        for (int i = 0; i < count; i++) {
            int a = corners[i];
            int b = corners[i + 1 < count ? i + 1 : 0];
            if (Math.min(v[a], v[b]) > height || Math.max(v[a], v[b]) < height) {
                continue;
            }
            double t = v[a] == v[b] ? 0 : (height - v[a]) / (v[b] - v[a]);
            double crossing = u[a] + t * (u[b] - u[a]);
            best = smallest ? Math.min(best, crossing) : Math.max(best, crossing);
        }
        return best;
    }
}
