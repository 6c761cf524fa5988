package io.talkinghead.conditioning.turn;

/**
 * Where a photo of a head that turned rigidly comes from: what surrounds it, inside its silhouette mixed with the turning head, and
 * the mesh on the face, each with a soft border towards the next.
 *
 * <p><b>Data:</b> 2 x R x R, planar: x of the photo's place in continuous pixels of the R x R crop, then y.
 *
 * <p><b>Threading:</b> any number of threads; allocates what it needs.
 */
public final class RigidMap {
    /** How much of the turning head is mixed in. */
    private static final float HEAD = 0.5f;
    /** How fast, from the silhouette inwards. */
    private static final float HEAD_RISE = 4;
    /** The mesh fades over so many pixels to each side of its border. */
    private static final int FADE = 2;

    private final int side;
    private final float[] surround = new float[2 * Surround.CELLS * Surround.CELLS];
    private final float[] head;
    private final float[] mesh;

    private RigidMap(int side) {
        this.side = side;
        head = new float[3 * side * side];
        mesh = new float[4 * side * side];
    }

    /**
     * Computes the map that brings a photo's face to the target's.
     *
     * @throws IllegalArgumentException when the faces are of crops of different sizes
     */
    public static float[] of(PosedFace photo, PosedFace target) {
        int side = target.resolution();
        RigidMap maps = new RigidMap(side);
        new Surround(side).map(photo, target, maps.surround);
        HeadTurn.ofPixels(side).map(photo, target, maps.head);
        new MeshMap(side).map(photo, target, maps.mesh);
        float[] map = new float[2 * side * side];
        for (int pixel = 0; pixel < side * side; pixel++) {
            maps.compose(pixel, map);
        }
        return map;
    }

    private void compose(int pixel, float[] map) {
        int plane = side * side;
        float inside = Math.max(0, Math.min(1, HEAD_RISE * head[2 * plane + pixel]));
        float covered = covered(pixel);
        for (int axis = 0; axis < 2; axis++) {
            float place = Surround.at(surround, axis, pixel % side, pixel / side, side);
            place += HEAD * inside * (head[axis * plane + pixel] - place);
            place += covered * (mesh[axis * plane + pixel] - place);
            map[axis * plane + pixel] = place;
        }
    }

    /** How much of a covered pixel's neighbourhood is covered, too; beyond the border nothing is. */
    private float covered(int pixel) {
        int valid = 2 * side * side;
        if (mesh[valid + pixel] == 0) {
            return 0;
        }
        int count = 0;
        for (int y = Math.max(0, pixel / side - FADE); y <= Math.min(side - 1, pixel / side + FADE); y++) {
            for (int x = Math.max(0, pixel % side - FADE); x <= Math.min(side - 1, pixel % side + FADE); x++) {
                count += mesh[valid + y * side + x] > 0 ? 1 : 0;
            }
        }
        int width = 2 * FADE + 1;
        return (float) count / (width * width);
    }
}
