package io.talkinghead.conditioning;

import java.util.Arrays;

/**
 * The weighted sums over all control points from which {@link WarpGrid} solves one row of its nodes. Moments are taken about
 * each node itself, which keeps one-pass sums well-conditioned.
 *
 * <p>Sums lie in arrays over the row's nodes, so that the compiler can work on several nodes at a time.
 */
final class WarpMoments {
    private static final int NODES = WarpGrid.NODES;

    final double[] sum = new double[NODES];
    final double[] targetX = new double[NODES];
    final double[] targetY = new double[NODES];
    final double[] photoX = new double[NODES];
    final double[] photoY = new double[NODES];
    final double[] squared = new double[NODES];
    final double[] dot = new double[NODES];
    final double[] cross = new double[NODES];

    private final double softening;
    private final double[] nodeX = new double[NODES];
    private final double[] weights = new double[NODES];

    WarpMoments(int resolution) {
        softening = 0.01 * resolution * (0.01 * resolution);
        double spacing = (resolution - 1.0) / (NODES - 1);
        for (int column = 0; column < NODES; column++) {
            nodeX[column] = column * spacing;
        }
    }

    void clear() {
        Arrays.fill(sum, 0);
        Arrays.fill(targetX, 0);
        Arrays.fill(targetY, 0);
        Arrays.fill(photoX, 0);
        Arrays.fill(photoY, 0);
        Arrays.fill(squared, 0);
        Arrays.fill(dot, 0);
        Arrays.fill(cross, 0);
    }

    /**
     * Adds a pair of control points.
     *
     * @param qx the target's x
     * @param ty the target's y from the row
     * @param px the photo's x
     * @param sy the photo's y from the row
     */
    void add(double qx, double ty, double px, double sy) {
        for (int i = 0; i < NODES; i++) {
            double tx = qx - nodeX[i];
            double distance = tx * tx + ty * ty;
            double falloff = distance + softening;
            double weight = 1 / (falloff * falloff);
            weights[i] = weight;
            sum[i] += weight;
            targetX[i] += weight * tx;
            targetY[i] += weight * ty;
            squared[i] += weight * distance;
        }
        for (int i = 0; i < NODES; i++) {
            double tx = qx - nodeX[i];
            double sx = px - nodeX[i];
            double weight = weights[i];
            photoX[i] += weight * sx;
            photoY[i] += weight * sy;
            dot[i] += weight * (tx * sx + ty * sy);
            cross[i] += weight * (tx * sy - ty * sx);
        }
    }
}
