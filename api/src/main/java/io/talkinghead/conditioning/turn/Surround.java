package io.talkinghead.conditioning.turn;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.model.Conditioning;
import java.util.Arrays;

/**
 * Where what surrounds the face comes from: the head's motion in the picture plane, faded to rest away from the head, joined to the
 * face by a pull of its outline.
 *
 * <p>The outline is jaw and forehead, closed, with 4 points on each edge: p in the photo, q in the target. Then
 * {@code map(x) = plane(x) + sum w_i (p_i - plane(q_i)) / (sum w_i + (0.022 R)^-4)} with
 * {@code w_i = (|x - q_i|^2 + (0.01 R)^2)^-2}: on the outline the map meets the face, and beyond some hundredths of R it is the
 * plane's again, so that hair and background are not dragged behind a squeezed face.
 *
 * <p><b>Data:</b> 2 x 64 x 64, planar: x of the photo's place in continuous pixels of the R x R crop, then y, at the centres of 64 x 64
 * cells, row by row.
 *
 * <p><b>Threading:</b> one thread at a time; mapping allocates nothing.
 */
public final class Surround {
    /** Cells along each side. */
    public static final int CELLS = Conditioning.Turned.SURROUND_CELLS;

    private static final int JAW = 17;
    private static final int CORNERS = JAW + CanonicalFace.FOREHEAD;
    /** Points on each edge of the outline. */
    private static final int DENSE = 4;

    private static final int OUTLINE = CORNERS * DENSE;
    /** Keeps the pull of a very near point finite, in R. */
    private static final double SOFTNESS = 0.01;
    /** How far the outline pulls, in R. */
    private static final double REACH = 0.022;

    private final int resolution;
    private final float softening;
    private final float rest;
    private final PlaneMotion plane = new PlaneMotion();
    private final float[] outlineX = new float[OUTLINE];
    private final float[] outlineY = new float[OUTLINE];
    private final float[] pullX = new float[OUTLINE];
    private final float[] pullY = new float[OUTLINE];
    private final float[] column = new float[CELLS];
    private final float[] weight = new float[CELLS];
    private final float[] sumX = new float[CELLS];
    private final float[] sumY = new float[CELLS];

    /**
     * Prepares for crops of a size.
     *
     * @param resolution R, the crops' side in pixels
     * @throws IllegalArgumentException when it is not positive
     */
    public Surround(int resolution) {
        checkArgument(resolution > 0, "a crop has at least 1 pixel a side, not %s", resolution);
        this.resolution = resolution;
        softening = (float) Math.pow(SOFTNESS * resolution, 2);
        rest = (float) Math.pow(REACH * resolution, -4);
        for (int i = 0; i < CELLS; i++) {
            column[i] = (float) centre(i);
        }
    }

    /**
     * Reads a map for a pixel of the crop.
     *
     * @param map as {@link #map} fills it
     * @param axis 0 is x, 1 y
     * @param x the pixel's column
     * @param y its row
     * @param side R
     */
    public static float at(float[] map, int axis, int x, int y, int side) {
        float scale = (float) CELLS / side;
        return PlaneSample.at(map, axis, CELLS, (x + 0.5f) * scale, (y + 0.5f) * scale);
    }

    private double centre(int cell) {
        return (cell + 0.5) * resolution / CELLS;
    }

    /**
     * Computes the map that brings a photo's face to the target's.
     *
     * @param map 2 x 64 x 64 values, overwritten
     * @throws IllegalArgumentException when the array has another length, or a face is of a crop of another size
     */
    public void map(PosedFace photo, PosedFace target, float[] map) {
        checkArgument(map.length == 2 * CELLS * CELLS, "2 x %s x %s values are needed", CELLS, CELLS);
        PosedFace.checkResolution(photo, target, resolution);
        plane.set(photo.pose(), target.pose());
        for (int i = 0; i < CORNERS; i++) {
            for (int k = 0; k < DENSE; k++) {
                join(photo.points, target.points, i, k);
            }
        }
        for (int row = 0; row < CELLS; row++) {
            pull((float) centre(row));
            for (int i = 0; i < CELLS; i++) {
                plane.find(column[i], centre(row));
                int cell = row * CELLS + i;
                map[cell] = (float) (plane.x() + sumX[i] / weight[i]);
                map[CELLS * CELLS + cell] = (float) (plane.y() + sumY[i] / weight[i]);
            }
        }
    }

    /** Sets point {@code k} of the edge that begins at a corner of the outline. */
    private void join(double[][] photo, double[][] target, int edge, int k) {
        int from = corner(edge);
        int to = corner((edge + 1) % CORNERS);
        double along = (double) k / DENSE;
        double x = between(target[0], from, to, along);
        double y = between(target[1], from, to, along);
        plane.find(x, y);
        int i = edge * DENSE + k;
        outlineX[i] = (float) x;
        outlineY[i] = (float) y;
        pullX[i] = (float) (between(photo[0], from, to, along) - plane.x());
        pullY[i] = (float) (between(photo[1], from, to, along) - plane.y());
    }

    /** The jaw from image left to right, then the forehead back. */
    private static int corner(int edge) {
        return edge < JAW ? edge : CanonicalFace.POINTS - 1 - (edge - JAW);
    }

    private static double between(double[] values, int from, int to, double along) {
        return values[from] + along * (values[to] - values[from]);
    }

    /** Sums a row's weights and pulls; over arrays, so that the compiler can work on several cells at a time. */
    private void pull(float y) {
        Arrays.fill(weight, rest);
        Arrays.fill(sumX, 0);
        Arrays.fill(sumY, 0);
        for (int i = 0; i < OUTLINE; i++) {
            float dy = y - outlineY[i];
            add(outlineX[i], dy * dy + softening, pullX[i], pullY[i]);
        }
    }

    private void add(float x, float squaredY, float byX, float byY) {
        for (int i = 0; i < CELLS; i++) {
            float dx = x - column[i];
            float squared = dx * dx + squaredY;
            float w = 1 / (squared * squared);
            weight[i] += w;
            sumX[i] += w * byX;
            sumY[i] += w * byY;
        }
    }
}
