package io.talkinghead.conditioning.turn;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.model.Conditioning;

/**
 * Where the head comes from, taken as {@link Ellipsoid#HEAD} that turns rigidly.
 *
 * <p>Through each cell's centre p a ray goes straight into the target's picture. Seen from the ellipsoid's own frame, in which it is
 * the unit sphere, the ray is {@code u + z v} with {@code u = diag(1 / half axis) Rot^-1 ((p, 0) - centre) / s} and
 * {@code v = diag(1 / half axis) Rot^-1 (0, 0, 1) / s}; with a = v v, b = u v, c = u u - 1 it meets the sphere first at
 * {@code z = (-b - sqrt(b b - a c)) / a}. That point - or, where the ray misses, its point nearest to the centre - is carried along
 * with the photo's pose; its x and y are the map.
 *
 * <p><b>Data:</b> 3 x R/4 x R/4, planar: x of the photo's place in continuous pixels of the R x R crop, y, and how far inside the
 * target's silhouette the cell lies: {@code (b b - a c) / (b b + a)}, within [-1, 1], positive inside.
 *
 * <p><b>Threading:</b> one thread at a time; mapping allocates nothing.
 */
public final class HeadTurn {
    private static final int PIXELS_PER_CELL = Conditioning.Turned.CELL_PX;

    private final int cells;
    private final int pixelsPerCell;
    private final double[] origin = new double[3];
    private final double[] across = new double[3];
    private final double[] down = new double[3];
    private final double[] ray = new double[3];
    private final double[] toX = new double[3];
    private final double[] toY = new double[3];

    /**
     * Prepares for crops of a size.
     *
     * @param resolution R, the crops' side in pixels
     * @throws IllegalArgumentException when it is not a positive multiple of 4
     */
    public HeadTurn(int resolution) {
        checkArgument(
                resolution > 0 && resolution % PIXELS_PER_CELL == 0,
                "the resolution is a multiple of %s, not %s",
                PIXELS_PER_CELL,
                resolution);
        cells = resolution / PIXELS_PER_CELL;
        pixelsPerCell = PIXELS_PER_CELL;
    }

    private HeadTurn(int cells, int pixelsPerCell) {
        this.cells = cells;
        this.pixelsPerCell = pixelsPerCell;
    }

    /** Prepares for crops of a size, with a cell for each pixel: its maps are 3 x R x R. */
    static HeadTurn ofPixels(int resolution) {
        return new HeadTurn(resolution, 1);
    }

    /**
     * Computes the map that brings a photo's head to the target's.
     *
     * @param map 3 x cells x cells values, overwritten
     * @throws IllegalArgumentException when the array has another length, or a face is of a crop of another size
     */
    public void map(PosedFace photo, PosedFace target, float[] map) {
        checkArgument(map.length == 3 * cells * cells, "3 x %s x %s values are needed", cells, cells);
        PosedFace.checkResolution(photo, target, pixelsPerCell * cells);
        FacePose from = photo.pose();
        FacePose to = target.pose();
        for (int axis = 0; axis < 3; axis++) {
            double reach = Ellipsoid.HEAD.halfAxis(axis);
            double length = to.scale() * reach;
            across[axis] = to.rotation(0, axis) / length;
            down[axis] = to.rotation(1, axis) / length;
            ray[axis] = to.rotation(2, axis) / length;
            origin[axis] = -(across[axis] * to.centre(0) + down[axis] * to.centre(1) + ray[axis] * to.centre(2));
            toX[axis] = from.scale() * from.rotation(0, axis) * reach;
            toY[axis] = from.scale() * from.rotation(1, axis) * reach;
        }
        for (int row = 0; row < cells; row++) {
            mapRow(row, from.centre(0), from.centre(1), map);
        }
    }

    private void mapRow(int row, double centreX, double centreY, float[] map) {
        double y = (row + 0.5) * pixelsPerCell;
        double vx = ray[0];
        double vy = ray[1];
        double vz = ray[2];
        double a = vx * vx + vy * vy + vz * vz;
        int plane = cells * cells;
        for (int i = 0; i < cells; i++) {
            double x = (i + 0.5) * pixelsPerCell;
            double ux = origin[0] + x * across[0] + y * down[0];
            double uy = origin[1] + x * across[1] + y * down[1];
            double uz = origin[2] + x * across[2] + y * down[2];
            double b = ux * vx + uy * vy + uz * vz;
            double discriminant = b * b - a * (ux * ux + uy * uy + uz * uz - 1);
            double z = (-b - Math.sqrt(Math.max(0, discriminant))) / a;
            double onX = ux + z * vx;
            double onY = uy + z * vy;
            double onZ = uz + z * vz;
            int cell = row * cells + i;
            map[cell] = (float) (centreX + toX[0] * onX + toX[1] * onY + toX[2] * onZ);
            map[plane + cell] = (float) (centreY + toY[0] * onX + toY[1] * onY + toY[2] * onZ);
            map[2 * plane + cell] = (float) Math.max(-1, Math.min(1, discriminant / (b * b + a)));
        }
    }
}
