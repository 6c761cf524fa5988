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
    /** Where a photo looks along the skin, at a squared cosine of no more than this, it soon shows what is behind the head. */
    private static final float GRAZING = 0.1f;
    /** What lies behind something by this share of the picture's side is hidden. */
    private static final float HIDDEN = 0.01f;
    /** What a photo shows fades out over so many places. */
    private static final int FADE = 4;
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
    static FaceTexture of(Rig rig, List<PreparedPhoto> photos, List<float[][]> places, int side) {
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
    private static MeshRaster layout(Rig rig, int side) {
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

    private static void add(Rig rig, MeshRaster layout, PreparedPhoto photo, float[][] places, float[] sums) {
        int size = photo.resolution();
        int plane = sums.length / 4;
        float[] weights = weights(rig, layout, places, size, plane);
        for (int i = 0; i < plane; i++) {
            if (weights[i] > 0) {
                float x = layout.between(i, places[0], rig.corners());
                float y = layout.between(i, places[1], rig.corners());
                for (int channel = 0; channel < 3; channel++) {
                    sums[channel * plane + i] += weights[i] * PlaneSample.at(photo.planes(), channel, size, x, y);
                }
                sums[3 * plane + i] += weights[i];
            }
        }
    }

    /** Returns how much a photo of a size counts at each place, with a soft border where it begins to count. */
    private static float[] weights(Rig rig, MeshRaster layout, float[][] places, int size, int plane) {
        MeshRaster seen = new MeshRaster(size, false);
        seen.draw(places, rig.corners());
        float[] facing = facing(places, rig.corners());
        float[] weights = new float[plane];
        float[] shown = new float[plane];
        for (int i = 0; i < plane; i++) {
            if (layout.covers(i)) {
                weights[i] = layout.between(i, facing, rig.corners());
                shown[i] = weights[i] > 0 && isSeen(seen, size, layout, i, places, rig.corners()) ? 1 : 0;
            }
        }
        float[] soft = Blur.within(shown, (int) Math.round(Math.sqrt(plane)), FADE);
        for (int i = 0; i < plane; i++) {
            weights[i] *= soft[i];
        }
        return weights;
    }

    private static boolean isSeen(
            MeshRaster seen, int size, MeshRaster layout, int place, float[][] places, int[] corners) {
        float x = layout.between(place, places[0], corners);
        float y = layout.between(place, places[1], corners);
        if (x < 0 || y < 0 || x >= size || y >= size) {
            return false;
        }
        float behind = layout.between(place, places[2], corners) - seen.depth(((int) y) * size + (int) x);
        return behind <= HIDDEN * size;
    }

    /** Returns for each vertex the square of the cosine between its normal and the view, less what is grazing; 0 from behind. */
    private static float[] facing(float[][] places, int[] corners) {
        double[][] normals = new double[3][places[0].length];
        for (int i = 0; i + 2 < corners.length; i += 3) {
            for (int axis = 0; axis < 3; axis++) {
                double part = cross(places, corners, i, (axis + 1) % 3, (axis + 2) % 3);
                for (int k = 0; k < 3; k++) {
                    normals[axis][corners[i + k]] += part;
                }
            }
        }
        float[] facing = new float[places[0].length];
        for (int i = 0; i < facing.length; i++) {
            double z = Math.max(0, normals[2][i]);
            double squared =
                    normals[0][i] * normals[0][i] + normals[1][i] * normals[1][i] + normals[2][i] * normals[2][i];
            facing[i] = (float) Math.max(0, z * z / Math.max(1e-12, squared) - GRAZING);
        }
        return facing;
    }

    private static double cross(float[][] places, int[] corners, int first, int axis, int other) {
        int a = corners[first];
        int b = corners[first + 1];
        int c = corners[first + 2];
        double one = ((double) places[axis][b] - places[axis][a]) * (places[other][c] - places[other][a]);
        return one - ((double) places[other][b] - places[other][a]) * (places[axis][c] - places[axis][a]);
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
