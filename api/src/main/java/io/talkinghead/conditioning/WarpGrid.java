package io.talkinghead.conditioning;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.face.FacePoints;
import io.talkinghead.model.WarpVersion;

/**
 * The warp of guided models: where in a photo's crop each pixel of the target comes from. Moving least squares with
 * similarities (Schaefer et al. 2006) on a 32 x 32 grid, bilinear in between; from {@link WarpVersion#MLS_LIDS_V3} on, eyes are
 * shut and opened exactly on top of it.
 *
 * <p>At the network's own resolution ({@link #apply}, {@link #map}) the place between two nodes is rounded to 1/32 of a
 * cell: the weights were trained on warps made so. {@link WarpRows} takes the {@link #nodes}.
 *
 * <p><b>Data:</b> pixel indices of an R x R crop; the grid's corner nodes are the corner pixels' centres.
 *
 * <p><b>Threading:</b> mutable, one thread at a time; fitting allocates nothing.
 */
public final class WarpGrid {
    /** Nodes along each side. */
    static final int NODES = 32;

    private static final int STEPS_PER_CELL = 32;

    private final int resolution;
    private final int[] cell;
    private final float[] offset;
    private final float[] lineX = new float[NODES];
    private final float[] lineY = new float[NODES];
    private final float[] row;
    private final float[] sourceX = new float[NODES * NODES];
    private final float[] sourceY = new float[NODES * NODES];
    private final WarpMoments moments;
    private final ControlPoints opened;
    private final LidWarp[] lids;

    /** Makes the grid of a version, for crops of {@code resolution} pixels, at least 2. */
    public static WarpGrid of(WarpVersion version, int resolution) {
        return switch (version) {
            case MLS_V1 -> new WarpGrid(resolution, new LidWarp[0]);
            case MLS_LIDS_V3 ->
                new WarpGrid(
                        resolution,
                        new LidWarp[] {new LidWarp(FacePoints.LEFT_EYE), new LidWarp(FacePoints.RIGHT_EYE)});
            case TURN_V1 -> throw new IllegalArgumentException(version + " is no warp in the plane");
        };
    }

    private WarpGrid(int resolution, LidWarp[] lids) {
        checkArgument(resolution >= 2, "a crop has at least 2 pixels a side, not %s", resolution);
        this.resolution = resolution;
        this.lids = lids;
        opened = new ControlPoints(resolution);
        moments = new WarpMoments(resolution);
        row = new float[2 * resolution];
        cell = new int[resolution];
        offset = new float[resolution];
        for (int i = 0; i < resolution; i++) {
            double position = i * (NODES - 1.0) / (resolution - 1);
            double rounded = Math.rint(position * STEPS_PER_CELL) / STEPS_PER_CELL;
            cell[i] = (int) Math.min(NODES - 2.0, rounded);
            offset[i] = (float) (rounded - cell[i]);
        }
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

    /** Returns the rows of this warp, as it is fitted when they are begun, for an output of another size. */
    public WarpRows rows(Upscaling upscaling) {
        return new WarpRows(this, upscaling);
    }

    /** Copies where the nodes come from: x of all, row by row, then y. */
    void nodes(float[] to) {
        System.arraycopy(sourceX, 0, to, 0, sourceX.length);
        System.arraycopy(sourceY, 0, to, sourceX.length, sourceY.length);
    }

    /**
     * Puts right where those pixels of a row come from that a lid has moved to or from.
     *
     * @param y the row's height in pixel indices
     * @param first x of its first pixel
     * @param step from one pixel to the next
     * @param from x of all pixels' sources, then y
     */
    void moveLids(double y, double first, double step, float[] from) {
        for (LidWarp eye : lids) {
            if (y > eye.top() && y < eye.bottom()) {
                moveLids(eye, y, first, step, from);
            }
        }
    }

    private void moveLids(LidWarp eye, double y, double first, double step, float[] from) {
        int width = from.length / 2;
        int begin = (int) Math.max(0, Math.ceil((eye.left() - first) / step));
        int end = (int) Math.min(width - 1.0, Math.floor((eye.right() - first) / step));
        for (int i = begin; i <= end; i++) {
            double x = first + i * step;
            double shift = eye.shift(x, y);
            if (shift != 0) {
                double column = (x - shift * eye.axisY()) * (NODES - 1) / (resolution - 1);
                double line = (y + shift * eye.axisX()) * (NODES - 1) / (resolution - 1);
                int left = (int) Math.min(NODES - 2, Math.max(0, Math.floor(column)));
                int above = (int) Math.min(NODES - 2, Math.max(0, Math.floor(line)));
                int node = above * NODES + left;
                from[i] = bilinear(sourceX, node, (float) (column - left), (float) (line - above));
                from[width + i] = bilinear(sourceY, node, (float) (column - left), (float) (line - above));
            }
        }
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
    void map(float[] sourcePositions) {
        checkArgument(sourcePositions.length == 2 * resolution * resolution, "R x R x 2 values are needed");
        int at = 0;
        for (int y = 0; y < resolution; y++) {
            findRow(y);
            for (int x = 0; x < resolution; x++) {
                sourcePositions[at++] = row[x];
                sourcePositions[at++] = row[resolution + x];
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
            findRow(y);
            for (int x = 0; x < resolution; x++) {
                sample(photo, row[x], row[resolution + x], warped, y * resolution + x);
            }
        }
    }

    /** Finds where the pixels of a row come from, at the network's own resolution. */
    private void findRow(int y) {
        line(cell[y], offset[y]);
        for (int x = 0; x < resolution; x++) {
            row[x] = between(lineX, x);
            row[resolution + x] = between(lineY, x);
        }
        moveLids(y, 0, 1, row);
    }

    private void line(int above, float t) {
        int upper = above * NODES;
        int lower = upper + NODES;
        for (int column = 0; column < NODES; column++) {
            lineX[column] = sourceX[upper + column] + t * (sourceX[lower + column] - sourceX[upper + column]);
            lineY[column] = sourceY[upper + column] + t * (sourceY[lower + column] - sourceY[upper + column]);
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
