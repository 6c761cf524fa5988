package io.talkinghead.conditioning.turn;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * Where the face comes from: its triangles drawn at the target with a depth buffer, each covered pixel with the photo's place by
 * barycentric interpolation. What is turned away from the viewer in the target is not drawn; of two triangles the nearer is seen.
 *
 * <p><b>Data:</b> 4 x F x F, planar: x of the photo's place in continuous pixels of the R x R crop, y, whether a triangle covers the
 * pixel (1 or 0), and stretch: the natural logarithm of the triangle's area in the photo over that in the target, areas being at least
 * 0.01, within [-3, 3]. A triangle that the photo shows from behind has a stretch of (about) -3. All four are 0 where no triangle is.
 *
 * <p><b>Threading:</b> one thread at a time; mapping allocates nothing.
 */
public final class MeshMap {
    private final int resolution;
    private final int side;
    private final float[] nearest;
    private final MeshTriangle triangle;

    /**
     * Prepares for crops of a size, with a map as large as they are.
     *
     * @param resolution R, the crops' side in pixels
     * @throws IllegalArgumentException when it is not positive
     */
    public MeshMap(int resolution) {
        this(resolution, 1);
    }

    /**
     * Prepares for crops of a size, with a larger map.
     *
     * @param resolution R, the crops' side in pixels
     * @param fineness F / R, the map's side in that of a crop
     * @throws IllegalArgumentException when one is not positive
     */
    public MeshMap(int resolution, int fineness) {
        checkArgument(resolution > 0, "a crop has at least 1 pixel a side, not %s", resolution);
        checkArgument(fineness > 0, "a map is at least as large as its crop, not %s times", fineness);
        this.resolution = resolution;
        side = fineness * resolution;
        triangle = new MeshTriangle(side, fineness);
        nearest = new float[side * side];
    }

    /**
     * Computes the map that brings a photo's face to the target's.
     *
     * @param map 4 x F x F values, overwritten
     * @throws IllegalArgumentException when the array has another length, or a face is of a crop of another size
     */
    public void map(PosedFace photo, PosedFace target, float[] map) {
        checkArgument(map.length == 4 * nearest.length, "4 x %s x %s values are needed", side, side);
        PosedFace.checkResolution(photo, target, resolution);
        Arrays.fill(map, 0);
        Arrays.fill(nearest, Float.POSITIVE_INFINITY);
        CanonicalFace face = CanonicalFace.MEAN;
        for (int i = 0; i < face.triangles(); i++) {
            if (triangle.set(photo.points, target.points, face.corner(i, 0), face.corner(i, 1), face.corner(i, 2))) {
                triangle.draw(nearest, map);
            }
        }
    }
}
