package io.talkinghead.face;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * The warp of guided models: where in a photo's crop each pixel of the target comes from. Moving least squares with
 * similarities (Schaefer et al. 2006) on a 32 x 32 grid, bilinear in between; with {@link #withLids}, the warp of
 * {@code guided-v2}, eyes are shut and opened exactly on top of it.
 *
 * <p>At the network's own resolution ({@link #apply}, {@link #map}) the place between two nodes is rounded to 1/32 of a
 * cell: the weights were trained on warps made so. {@link #line} is exact; an enlarged picture would show the steps.
 *
 * <p><b>Data:</b> pixel indices of an R x R crop; the grid's corner nodes are the corner pixels' centres.
 *
 * <p><b>Threading:</b> mutable, one thread at a time; fitting allocates nothing.
 */
public final class WarpGrid {
    /** Nodes along each side. */
    public static final int NODES = 32;

    private static final int STEPS_PER_CELL = 32;

    private final int resolution;
    private final int[] cell;
    private final float[] offset;
    private final float[] lineX = new float[NODES];
    private final float[] lineY = new float[NODES];
    private final float[] place = new float[2];
    private final float[] sourceX = new float[NODES * NODES];
    private final float[] sourceY = new float[NODES * NODES];
    private final WarpMoments moments;
    private final ControlPoints opened;
    private final LidWarp[] lids;

    /** Makes a grid for crops of {@code resolution} pixels, at least 2: the warp of {@code guided-v1}. */
    public WarpGrid(int resolution) {
        this(resolution, new LidWarp[0]);
    }

    /** Makes a grid that shuts eyes: the warp of {@code guided-v2}. */
    public static WarpGrid withLids(int resolution) {
        return new WarpGrid(resolution, new LidWarp[] {LidWarp.left(), LidWarp.right()});
    }

    private WarpGrid(int resolution, LidWarp[] lids) {
        checkArgument(resolution >= 2, "a crop has at least 2 pixels a side, not %s", resolution);
        this.resolution = resolution;
        this.lids = lids;
        opened = new ControlPoints(resolution);
        moments = new WarpMoments(resolution);
        cell = new int[resolution];
        offset = new float[resolution];
        for (int i = 0; i < resolution; i++) {
            double position = i * (NODES - 1.0) / (resolution - 1);
            double rounded = Math.rint(position * STEPS_PER_CELL) / STEPS_PER_CELL;
            cell[i] = (int) Math.min(NODES - 2.0, rounded);
            offset[i] = (float) (rounded - cell[i]);
        }
    }

    /** Returns the crop's side in pixels. */
    public int resolution() {
        return resolution;
    }

    /** Computes the warp that brings the photo's control points to the target's. */
    public void fit(ControlPoints photo, ControlPoints target) {
        if (lids.length == 0) {
            fitGrid(photo, target);
            return;
        }
        opened.set(target);
        for (LidWarp eye : lids) {
            eye.fit(photo, target, opened);
        }
        fitGrid(photo, opened);
    }

    private void fitGrid(ControlPoints photo, ControlPoints target) {
        double spacing = (resolution - 1.0) / (NODES - 1);
        for (int row = 0; row < NODES; row++) {
            double y = row * spacing;
            moments.clear();
            for (int i = 0; i < ControlPoints.COUNT; i++) {
                moments.add(target.x[i], target.y[i] - y, photo.x[i], photo.y[i] - y);
            }
            for (int column = 0; column < NODES; column++) {
                solve(column, column * spacing, y, row * NODES + column);
            }
        }
    }

    private void solve(int column, double vx, double vy, int node) {
        double sum = moments.sum[column];
        double qx = moments.targetX[column] / sum;
        double qy = moments.targetY[column] / sum;
        double px = moments.photoX[column] / sum;
        double py = moments.photoY[column] / sum;
        double mu = moments.squared[column] / sum - qx * qx - qy * qy + 1e-6;
        double a = (moments.dot[column] / sum - qx * px - qy * py) / mu;
        double b = (moments.cross[column] / sum - (qx * py - qy * px)) / mu;
        sourceX[node] = (float) (vx + px - (a * qx - b * qy));
        sourceY[node] = (float) (vy + py - (b * qx + a * qy));
    }

    /**
     * Interpolates one line of nodes.
     *
     * @param y the line's height in pixel indices; outside the grid the outermost cells are continued
     * @param toX receives the source's x at each of the {@link #NODES} columns
     * @param toY receives the source's y
     */
    public void line(double y, float[] toX, float[] toY) {
        double position = y * (NODES - 1) / (resolution - 1);
        int row = (int) Math.min(NODES - 2, Math.max(0, Math.floor(position)));
        line(row, (float) (position - row), toX, toY);
    }

    private void line(int row, float t, float[] toX, float[] toY) {
        int above = row * NODES;
        int below = above + NODES;
        for (int column = 0; column < NODES; column++) {
            toX[column] = sourceX[above + column] + t * (sourceX[below + column] - sourceX[above + column]);
            toY[column] = sourceY[above + column] + t * (sourceY[below + column] - sourceY[above + column]);
        }
    }

    /** Tells whether a row may hold pixels of an eye that {@link #inEye} places. */
    public boolean reachesEyes(double y) {
        for (LidWarp eye : lids) {
            if (eye.reaches(y)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Finds where a pixel comes from that a lid has moved to or from.
     *
     * @param x in pixel indices
     * @param y in pixel indices
     * @param source receives x and y; left alone where no lid has moved
     * @return whether one has
     */
    public boolean inEye(double x, double y, float[] source) {
        for (LidWarp eye : lids) {
            double shift = eye.shift(x, y);
            if (shift != 0) {
                at(x - shift * eye.axisY(), y + shift * eye.axisX(), source);
                return true;
            }
        }
        return false;
    }

    private void at(double x, double y, float[] source) {
        double column = x * (NODES - 1) / (resolution - 1);
        double row = y * (NODES - 1) / (resolution - 1);
        int left = (int) Math.min(NODES - 2, Math.max(0, Math.floor(column)));
        int above = (int) Math.min(NODES - 2, Math.max(0, Math.floor(row)));
        float tx = (float) (column - left);
        float ty = (float) (row - above);
        int node = above * NODES + left;
        source[0] = bilinear(sourceX, node, tx, ty);
        source[1] = bilinear(sourceY, node, tx, ty);
    }

    private static float bilinear(float[] nodes, int node, float tx, float ty) {
        float upper = nodes[node] + tx * (nodes[node + 1] - nodes[node]);
        int below = node + NODES;
        float lower = nodes[below] + tx * (nodes[below + 1] - nodes[below]);
        return upper + ty * (lower - upper);
    }

    /**
     * Writes out where each pixel comes from.
     *
     * @param sourcePositions receives x, y of pixel (0, 0), of pixel (1, 0) and so on: R x R x 2 values
     */
    public void map(float[] sourcePositions) {
        checkArgument(sourcePositions.length == 2 * resolution * resolution, "R x R x 2 values are needed");
        int at = 0;
        for (int y = 0; y < resolution; y++) {
            line(cell[y], offset[y], lineX, lineY);
            boolean eyes = reachesEyes(y);
            for (int x = 0; x < resolution; x++) {
                boolean lid = eyes && inEye(x, y, place);
                sourcePositions[at++] = lid ? place[0] : between(lineX, x);
                sourcePositions[at++] = lid ? place[1] : between(lineY, x);
            }
        }
    }

    /**
     * Warps a photo at the grid's own resolution.
     *
     * @param photo planar values, 3 x R x R
     * @param warped receives the warped photo in the same layout; outside the photo the nearest edge value is repeated
     */
    public void apply(float[] photo, float[] warped) {
        int plane = resolution * resolution;
        checkArgument(photo.length == 3 * plane && warped.length == 3 * plane, "3 x %s values are needed", plane);
        for (int y = 0; y < resolution; y++) {
            line(cell[y], offset[y], lineX, lineY);
            boolean eyes = reachesEyes(y);
            for (int x = 0; x < resolution; x++) {
                boolean lid = eyes && inEye(x, y, place);
                float fromX = lid ? place[0] : between(lineX, x);
                float fromY = lid ? place[1] : between(lineY, x);
                sample(photo, fromX, fromY, warped, y * resolution + x);
            }
        }
    }

    private float between(float[] line, int x) {
        int column = cell[x];
        return line[column] + offset[x] * (line[column + 1] - line[column]);
    }

    private void sample(float[] photo, float fromX, float fromY, float[] warped, int pixel) {
        float last = resolution - 1f;
        float x = Math.min(last, Math.max(0, fromX));
        float y = Math.min(last, Math.max(0, fromY));
        int left = Math.min(resolution - 2, (int) x);
        int top = Math.min(resolution - 2, (int) y);
        float tx = x - left;
        float ty = y - top;
        int plane = resolution * resolution;
        int corner = top * resolution + left;
        for (int channel = 0; channel < 3; channel++, corner += plane, pixel += plane) {
            float above = photo[corner] + tx * (photo[corner + 1] - photo[corner]);
            int lower = corner + resolution;
            float below = photo[lower] + tx * (photo[lower + 1] - photo[lower]);
            warped[pixel] = above + ty * (below - above);
        }
    }
}
