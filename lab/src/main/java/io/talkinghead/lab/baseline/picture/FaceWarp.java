package io.talkinghead.lab.baseline.picture;

import io.talkinghead.conditioning.turn.MeshMap;
import io.talkinghead.conditioning.turn.PlaneSample;
import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.conditioning.turn.Surround;

/**
 * A warp of the picture plane from one face to another: inside the face triangles between the landmarks, around it the motion of the
 * head, which fades to rest, so that the background stays and what is close to the head follows; a soft border between the two.
 *
 * <p><b>Threading:</b> immutable; allocates what it needs.
 */
public final class FaceWarp {
    /** The face fades into what surrounds it over about so many pixels, of 256 a side. */
    private static final double FADE = 2;

    private final int side;
    /** Where each pixel comes from: x of all, then y. */
    private final float[] map;
    /** 1 inside the face, 0 outside, between them on its border. */
    private final float[] face;

    private FaceWarp(int side, float[] map, float[] face) {
        this.side = side;
        this.map = map;
        this.face = face;
    }

    /**
     * Finds the warp that brings a face to another.
     *
     * @throws IllegalArgumentException when the faces are of crops of different sizes
     */
    public static FaceWarp between(PosedFace from, PosedFace to) {
        int side = to.resolution();
        int plane = side * side;
        float[] surround = new float[2 * Surround.CELLS * Surround.CELLS];
        new Surround(side).map(from, to, surround);
        float[] mesh = new float[4 * plane];
        new MeshMap(side).map(from, to, mesh);
        float[] face = fading(mesh, side);
        float[] map = new float[2 * plane];
        for (int i = 0; i < 2 * plane; i++) {
            int pixel = i % plane;
            float around = Surround.at(surround, i / plane, pixel % side, pixel / side, side);
            map[i] = around + face[pixel] * (mesh[i] - around);
        }
        return new FaceWarp(side, map, face);
    }

    private static float[] fading(float[] mesh, int side) {
        int plane = side * side;
        float[] covered = new float[plane];
        System.arraycopy(mesh, 2 * plane, covered, 0, plane);
        // Outside the mesh knows nothing: the border lies within.
        return Blur.within(covered, side, Pixels.of(FADE, side));
    }

    /** Returns how much of each pixel is the face's: 0 to 1, not to be changed. */
    public float[] face() {
        return face;
    }

    /**
     * Warps a picture.
     *
     * @param planes any number of planes of the size of the faces' crop
     * @return as many
     */
    public float[] apply(float[] planes) {
        return PlaneSample.moved(planes, map, side);
    }
}
