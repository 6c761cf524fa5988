package io.talkinghead.lab.baseline.facerig;

import io.talkinghead.lab.baseline.picture.Blur;
import io.talkinghead.lab.baseline.picture.Pixels;

/**
 * A drawn face and how much of each pixel it is.
 *
 * <p><b>Threading:</b> immutable.
 */
final class RigPicture {
    /** Light is evened out over so many pixels, of 256 a side. */
    private static final double LIGHT = 10;

    private static final float LEAST = 1e-4f;

    private final int side;
    private final float[] colours;
    private final float[] share;

    private RigPicture(int side, float[] colours, float[] share) {
        this.side = side;
        this.colours = colours;
        this.share = share;
    }

    /**
     * Draws a face.
     *
     * @param places where the vertices are: see {@link RigPose#projected}
     */
    static RigPicture of(Rig rig, FaceTexture texture, float[][] places, int side) {
        int plane = side * side;
        MeshRaster raster = new MeshRaster(side, false);
        raster.draw(places, rig.corners());
        float[] colours = new float[3 * plane];
        float[] share = new float[plane];
        float[] covered = new float[plane];
        for (int i = 0; i < plane; i++) {
            if (raster.covers(i)) {
                float u = raster.place(i, rig.texture(), 0);
                float v = raster.place(i, rig.texture(), 1);
                for (int channel = 0; channel < 3; channel++) {
                    colours[channel * plane + i] = texture.at(channel, u, v);
                }
                share[i] = raster.between(i, rig.shares(), rig.corners()) * texture.at(3, u, v);
                covered[i] = 1;
            }
        }
        // Holes, such as the eyes, have a soft border within the skin.
        float[] soft = Blur.within(covered, side, 1);
        for (int i = 0; i < plane; i++) {
            share[i] *= soft[i];
        }
        return new RigPicture(side, colours, share);
    }

    /**
     * Lays the face over a picture, in that picture's light.
     *
     * @param onto 3 planes in [-1, 1], changed
     */
    void layOver(float[] onto) {
        int plane = side * side;
        int radius = Pixels.of(LIGHT, side);
        float[] around = Blur.of(share, side, radius);
        for (int channel = 0; channel < 3; channel++) {
            float[] lighter = new float[plane];
            for (int i = 0; i < plane; i++) {
                lighter[i] = share[i] * (onto[channel * plane + i] - colours[channel * plane + i]);
            }
            float[] light = Blur.of(lighter, side, radius);
            for (int i = 0; i < plane; i++) {
                int at = channel * plane + i;
                onto[at] += share[i] * (colours[at] + light[i] / Math.max(LEAST, around[i]) - onto[at]);
            }
        }
    }
}
