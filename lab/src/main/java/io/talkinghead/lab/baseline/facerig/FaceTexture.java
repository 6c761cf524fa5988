package io.talkinghead.lab.baseline.facerig;

import io.talkinghead.conditioning.PreparedPhoto;
import io.talkinghead.conditioning.turn.PlaneSample;
import io.talkinghead.lab.baseline.picture.Blur;
import java.util.List;

/**
 * The skin of a person, gathered from photos: at each place the mean of those that show it, which count by how straight they look at it.
 *
 * <p><b>Threading:</b> immutable.
 */
final class FaceTexture {
    /** Places whose photos count for less in sum are seen through. */
    private static final float KNOWN = 0.15f;
    /** What lies behind something by this share of the picture's side is hidden. */
    private static final float HIDDEN = 0.01f;
    /** How far places nobody has seen take the colours of others, in places. */
    private static final int FILLED = 6;

    private static final float LEAST = 1e-4f;

    private final int side;
    /** Red, green, blue, and how much is known. */
    private final float[] planes;

    private FaceTexture(int side, float[] planes) {
        this.side = side;
        this.planes = planes;
    }

    /**
     * Gathers a texture.
     *
     * @param places where the photos have the vertices: see {@link RigPose#projected}
     * @param side of the texture
     */
    static FaceTexture of(FaceRig rig, List<PreparedPhoto> photos, List<float[][]> places, int side) {
        MeshRaster layout = layout(rig, side);
        int plane = side * side;
        float[] sums = new float[4 * plane];
        for (int i = 0; i < photos.size(); i++) {
            add(rig, layout, photos.get(i), places.get(i), sums);
        }
        for (int i = 0; i < plane; i++) {
            float sum = Math.max(LEAST, sums[3 * plane + i]);
            float known = Math.min(1, sums[3 * plane + i] / KNOWN);
            for (int channel = 0; channel < 3; channel++) {
                sums[channel * plane + i] *= known / sum;
            }
            sums[3 * plane + i] = known;
        }
        return new FaceTexture(side, filled(sums, side));
    }

    /** Draws the triangles where the texture has them. */
    private static MeshRaster layout(FaceRig rig, int side) {
        int count = rig.corners().length;
        float[][] places = new float[3][count];
        int[] corners = new int[count];
        for (int i = 0; i < count; i++) {
            places[0][i] = side * rig.texture()[2 * i];
            places[1][i] = side * rig.texture()[2 * i + 1];
            corners[i] = i;
        }
        // A texture may be mirrored.
        MeshRaster layout = new MeshRaster(side, true);
        layout.draw(places, corners);
        return layout;
    }

    private static void add(FaceRig rig, MeshRaster layout, PreparedPhoto photo, float[][] places, float[] sums) {
        int size = photo.resolution();
        MeshRaster seen = new MeshRaster(size, false);
        seen.draw(places, rig.corners());
        int plane = sums.length / 4;
        for (int i = 0; i < plane; i++) {
            if (!layout.covers(i)) {
                continue;
            }
            float weight = facing(places, rig.corners(), layout.triangle(i));
            float x = layout.between(i, places[0], rig.corners());
            float y = layout.between(i, places[1], rig.corners());
            if (weight <= 0 || x < 0 || y < 0 || x >= size || y >= size) {
                continue;
            }
            float z = layout.between(i, places[2], rig.corners());
            if (z <= seen.depth(((int) y) * size + (int) x) + HIDDEN * size) {
                for (int channel = 0; channel < 3; channel++) {
                    sums[channel * plane + i] += weight * PlaneSample.at(photo.planes(), channel, size, x, y);
                }
                sums[3 * plane + i] += weight;
            }
        }
    }

    /** Returns the square of the cosine between a triangle's normal and the view, 0 when it is seen from behind. */
    private static float facing(float[][] places, int[] corners, int triangle) {
        int a = corners[3 * triangle];
        int b = corners[3 * triangle + 1];
        int c = corners[3 * triangle + 2];
        double[] one = new double[3];
        double[] other = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            one[axis] = places[axis][b] - places[axis][a];
            other[axis] = places[axis][c] - places[axis][a];
        }
        double x = one[1] * other[2] - one[2] * other[1];
        double y = one[2] * other[0] - one[0] * other[2];
        double z = one[0] * other[1] - one[1] * other[0];
        return z <= 0 ? 0 : (float) (z * z / (x * x + y * y + z * z));
    }

    private static float[] filled(float[] sums, int side) {
        int plane = side * side;
        float[][] blurred = new float[4][];
        for (int channel = 0; channel < 4; channel++) {
            float[] one = new float[plane];
            System.arraycopy(sums, channel * plane, one, 0, plane);
            blurred[channel] = Blur.of(one, side, FILLED);
        }
        for (int i = 0; i < plane; i++) {
            float missing = 1 - sums[3 * plane + i];
            for (int channel = 0; channel < 3; channel++) {
                sums[channel * plane + i] += missing * blurred[channel][i] / Math.max(LEAST, blurred[3][i]);
            }
        }
        return sums;
    }

    /**
     * Reads the texture.
     *
     * @param channel 0 to 2: red, green, blue in [-1, 1]; 3: how much is known, 0 to 1
     * @param u to the right, 0 to 1
     * @param v down
     */
    float at(int channel, float u, float v) {
        return PlaneSample.at(planes, channel, side, u * side, v * side);
    }
}
