package io.talkinghead.graph.face;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The convex outline of a mesh, turned so that the eyes are level. */
final class LevelHull {
    private final List<double[]> corners;

    /** Turns the mesh by minus the angle of which cosine and sine are given, and finds its outline (monotone chain). */
    LevelHull(Mesh mesh, double cos, double sin) {
        List<double[]> points = new ArrayList<>(Mesh.POINTS);
        for (int i = 0; i < Mesh.POINTS; i++) {
            points.add(new double[] {cos * mesh.x[i] + sin * mesh.y[i], cos * mesh.y[i] - sin * mesh.x[i]});
        }
        points.sort(Comparator.<double[]>comparingDouble(p -> p[0]).thenComparingDouble(p -> p[1]));
        corners = chain(points);
        Collections.reverse(points);
        corners.addAll(chain(points));
    }

    private static List<double[]> chain(List<double[]> points) {
        List<double[]> chain = new ArrayList<>();
        for (double[] point : points) {
            while (chain.size() >= 2 && !turnsLeft(chain.get(chain.size() - 2), chain.get(chain.size() - 1), point)) {
                chain.remove(chain.size() - 1);
            }
            chain.add(point);
        }
        chain.remove(chain.size() - 1);
        return chain;
    }

    private static boolean turnsLeft(double[] a, double[] b, double[] c) {
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0;
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
        for (int i = 0; i < corners.size(); i++) {
            double[] a = corners.get(i);
            double[] b = corners.get((i + 1) % corners.size());
            if (Math.min(a[1], b[1]) > height || Math.max(a[1], b[1]) < height) {
                continue;
            }
            double t = a[1] == b[1] ? 0 : (height - a[1]) / (b[1] - a[1]);
            double x = a[0] + t * (b[0] - a[0]);
            best = smallest ? Math.min(best, x) : Math.max(best, x);
        }
        return best;
    }
}
