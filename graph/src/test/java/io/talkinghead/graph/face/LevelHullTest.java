package io.talkinghead.graph.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LevelHullTest {
    @Test
    void crossings_randomPoints_areTheOutermostOfAllLinesBetweenThem() {
        Mesh mesh = new Mesh();
        LevelHull hull = new LevelHull();
        for (int seed = 0; seed < 5; seed++) {
            scatter(mesh, new Random(seed), Double.MAX_VALUE);
            double angle = 0.3 * seed;
            double cos = Math.cos(angle);
            double sin = Math.sin(angle);

            hull.wrap(mesh, cos, sin);

            for (double height = -2.9; height < 3; height += 0.7) {
                double[] expected = crossings(mesh, cos, sin, height);
                assertThat(hull.leftmost(height)).isCloseTo(expected[0], within(1e-9));
                assertThat(hull.rightmost(height)).isCloseTo(expected[1], within(1e-9));
            }
            assertThat(hull.leftmost(1e6)).isEqualTo(Double.POSITIVE_INFINITY);
            assertThat(hull.rightmost(1e6)).isEqualTo(Double.NEGATIVE_INFINITY);
        }
    }

    @Test
    void wrap_pointsThatCoincideAndLieInLine_endsWithTheSquareAroundThem() {
        Mesh mesh = new Mesh();
        scatter(mesh, new Random(9), 1);
        LevelHull hull = new LevelHull();

        hull.wrap(mesh, 1, 0);

        assertThat(hull.leftmost(0.5)).isEqualTo(-1);
        assertThat(hull.rightmost(-0.5)).isEqualTo(1);
    }

    /** Scatters points normally, and moves those beyond the limit onto the square of its size. */
    private static void scatter(Mesh mesh, Random random, double limit) {
        for (int i = 0; i < Mesh.POINTS; i++) {
            mesh.x[i] = Math.max(-limit, Math.min(limit, 3 * random.nextGaussian()));
            mesh.y[i] = Math.max(-limit, Math.min(limit, 3 * random.nextGaussian()));
        }
    }

    private static double[] crossings(Mesh mesh, double cos, double sin, double height) {
        double[] outermost = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int a = 0; a < Mesh.POINTS; a++) {
            double aboveU = cos * mesh.x[a] + sin * mesh.y[a];
            double aboveV = cos * mesh.y[a] - sin * mesh.x[a];
            for (int b = 0; b < Mesh.POINTS; b++) {
                double belowU = cos * mesh.x[b] + sin * mesh.y[b];
                double belowV = cos * mesh.y[b] - sin * mesh.x[b];
                if (aboveV < height && belowV >= height) {
                    double u = aboveU + (height - aboveV) / (belowV - aboveV) * (belowU - aboveU);
                    outermost[0] = Math.min(outermost[0], u);
                    outermost[1] = Math.max(outermost[1], u);
                }
            }
        }
        return outermost;
    }
}
