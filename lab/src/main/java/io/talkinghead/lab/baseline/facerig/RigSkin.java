package io.talkinghead.lab.baseline.facerig;

import io.talkinghead.face.FacePart;
import io.talkinghead.face.FacePoints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The part of a rig's skin that is drawn: what lies, seen from the front, between the jaw and a line half an eye distance above the
 * brows.
 *
 * <p><b>Threading:</b> immutable.
 *
 * @param corners vertices of the rig, three a triangle; from the front they go clockwise on the screen
 * @param texture for each of the corners: u to the right, v down, 0 to 1
 * @param shares for each vertex of the rig: how much of it is drawn, 1 inside and 0 on the border
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record RigSkin(int[] corners, float[] texture, float[] shares) {
    /** How far the forehead goes beyond the brows, in distances of the outer eye corners. */
    private static final double FOREHEAD = 0.5;

    private static final double FOREHEAD_NARROWER = 0.95;
    /** The border is so soft, in distances of the outer eye corners. */
    private static final double FADE = 0.15;

    private static final int[][] HALVES = {{0, 2, 1}, {0, 3, 2}};

    /**
     * What is where in the texture.
     *
     * @param places u and v, v up, one after the other
     * @param corners for each corner of the faces one of the places
     */
    record Texture(float[] places, int[] corners) {}

    static RigSkin of(float[] neutral, int[] landmarks, int[] faces, Texture texture, float[] materials) {
        double[][] border = border(neutral, landmarks);
        double eyes = eyes(neutral, landmarks);
        float[] shares = new float[neutral.length / 3];
        for (int i = 0; i < shares.length; i++) {
            double within = within(border, neutral[3 * i], neutral[3 * i + 1]);
            shares[i] = (float) Math.max(0, Math.min(1, within / (FADE * eyes)));
        }
        List<Integer> kept = new ArrayList<>();
        for (int face = 0; face < materials.length; face++) {
            for (int[] half : HALVES) {
                int first = 4 * face;
                // A face of three corners has one of them twice.
                boolean drawn = Arrays.stream(half).anyMatch(k -> shares[faces[first + k]] > 0);
                if (materials[face] == 0 && drawn) {
                    Arrays.stream(half).forEach(k -> kept.add(first + k));
                }
            }
        }
        int[] corners = new int[kept.size()];
        float[] uv = new float[2 * corners.length];
        for (int i = 0; i < corners.length; i++) {
            corners[i] = faces[kept.get(i)];
            int place = texture.corners[kept.get(i)];
            uv[2 * i] = texture.places[2 * place];
            uv[2 * i + 1] = 1 - texture.places[2 * place + 1];
        }
        return new RigSkin(corners, uv, shares);
    }

    /** Returns the distance of the outer eye corners, from the front. */
    private static double eyes(float[] neutral, int[] landmarks) {
        int left = landmarks[FacePoints.LEFT_EYE_CORNER];
        int right = landmarks[FacePoints.RIGHT_EYE_CORNER];
        return Math.abs(neutral[3 * right] - neutral[3 * left]);
    }

    /** Returns the border's x and y: the jaw, then above the brows back. */
    private static double[][] border(float[] neutral, int[] landmarks) {
        int jaw = FacePart.JAW.count();
        int brows = FacePart.LEFT_BROW.count() + FacePart.RIGHT_BROW.count();
        double[][] border = new double[2][jaw + brows];
        double eyes = eyes(neutral, landmarks);
        for (int i = 0; i < jaw + brows; i++) {
            int point = i < jaw ? i : FacePart.RIGHT_BROW.last() - (i - jaw);
            double narrower = i < jaw ? 1 : FOREHEAD_NARROWER;
            border[0][i] = narrower * neutral[3 * landmarks[point]];
            border[1][i] = neutral[3 * landmarks[point] + 1] + (i < jaw ? 0 : FOREHEAD * eyes);
        }
        return border;
    }

    /** Returns how far within the border a place is, 0 outside. */
    private static double within(double[][] border, double x, double y) {
        boolean inside = false;
        double nearest = Double.POSITIVE_INFINITY;
        int count = border[0].length;
        for (int i = 0; i < count; i++) {
            double fromX = border[0][i];
            double fromY = border[1][i];
            double dx = border[0][(i + 1) % count] - fromX;
            double dy = border[1][(i + 1) % count] - fromY;
            if (fromY <= y != fromY + dy <= y && x < fromX + (y - fromY) / dy * dx) {
                inside = !inside;
            }
            double along = ((x - fromX) * dx + (y - fromY) * dy) / Math.max(1e-12, dx * dx + dy * dy);
            double at = Math.max(0, Math.min(1, along));
            nearest = Math.min(nearest, Math.hypot(x - fromX - at * dx, y - fromY - at * dy));
        }
        return inside ? nearest : 0;
    }
}
