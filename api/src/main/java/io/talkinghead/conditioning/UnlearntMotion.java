package io.talkinghead.conditioning;

import io.talkinghead.conditioning.turn.MeshMap;
import io.talkinghead.conditioning.turn.PlaneSample;
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
            float x = covered ? mesh[i] : Surround.at(surround, 0, i % side, i / side, side);
            float y = covered ? mesh[plane + i] : Surround.at(surround, 1, i % side, i / side, side);
            for (int channel = 0; channel < 3; channel++) {
                moved[channel * plane + i] = PlaneSample.at(photo.planes(), channel, side, x, y);
            }
        }
        return moved;
    }
}
