package io.talkinghead.conditioning;

import io.talkinghead.conditioning.turn.MeshMap;
import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.conditioning.turn.Surround;

/**
 * A photo moved without a network, to judge one by: the face as its mesh moves, all else as what surrounds a face does.
 *
 * <p><b>Threading:</b> any number of threads; allocates what it needs.
 */
public final class UnlearntMotion {
    private UnlearntMotion() {}

    /**
     * Moves a photo.
     *
     * @param photo at the target's resolution R
     * @return 3 x R x R in [-1, 1]
     */
    public static float[] of(PreparedPhoto photo, PosedFace target) {
        int side = target.resolution();
        int plane = side * side;
        float[] surround = new float[2 * Surround.CELLS * Surround.CELLS];
        new Surround(side).map(photo.face(), target, surround);
        float[] mesh = new float[4 * plane];
        new MeshMap(side).map(photo.face(), target, mesh);
        float[] moved = new float[3 * plane];
        for (int i = 0; i < plane; i++) {
            boolean covered = mesh[2 * plane + i] > 0;
            float x = covered ? mesh[i] : around(surround, 0, i % side, i / side, side);
            float y = covered ? mesh[plane + i] : around(surround, 1, i % side, i / side, side);
            for (int channel = 0; channel < 3; channel++) {
                moved[channel * plane + i] = sample(photo.planes(), channel, side, x - 0.5f, y - 0.5f);
            }
        }
        return moved;
    }

    private static float around(float[] surround, int axis, int x, int y, int side) {
        float scale = (float) Surround.CELLS / side;
        return sample(surround, axis, Surround.CELLS, (x + 0.5f) * scale - 0.5f, (y + 0.5f) * scale - 0.5f);
    }

    /** Interpolates linearly between values at whole places; beyond the border the last value stays. */
    private static float sample(float[] planes, int plane, int side, float x, float y) {
        float inX = Math.max(0, Math.min(side - 1, x));
        float inY = Math.max(0, Math.min(side - 1, y));
        int left = Math.min(side - 2, (int) inX);
        int top = Math.min(side - 2, (int) inY);
        float tx = inX - left;
        float ty = inY - top;
        int at = (plane * side + top) * side + left;
        float above = planes[at] + tx * (planes[at + 1] - planes[at]);
        float below = planes[at + side] + tx * (planes[at + side + 1] - planes[at + side]);
        return above + ty * (below - above);
    }
}
