package io.talkinghead.lab.baseline.picture;

import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.face.FacePart;
import io.talkinghead.face.FacePoints;

/**
 * What lies between the lips, taken from another picture of a face in the same place: its colours are shifted by what the two lips'
 * differ, and its border is soft.
 *
 * <p><b>Threading:</b> any number of threads.
 */
public final class MouthInterior {
    /** Mouths less open than this show nothing, those twice as open all; the inner lips' distance in distances of the outer eye corners. */
    private static final double LEAST_OPEN = 0.02;
    /** Softness of the border in pixels, of 256 a side. */
    private static final double FADE = 1;

    private MouthInterior() {}

    /** Returns how much of it is seen: 0 for lips that touch, 1 for a mouth that is open. */
    public static double seen(PosedFace face) {
        double sum = 0;
        for (FacePoints.Pair lips : FacePoints.LIPS) {
            sum += distance(face, lips.upper(), lips.lower());
        }
        double eyes = Math.max(1e-6, distance(face, FacePoints.LEFT_EYE_CORNER, FacePoints.RIGHT_EYE_CORNER));
        double open = sum / FacePoints.LIPS.size() / eyes;
        return Math.max(0, Math.min(1, open / LEAST_OPEN - 1));
    }

    private static double distance(PosedFace face, int i, int j) {
        return Math.hypot(face.x(i) - face.x(j), face.y(i) - face.y(j));
    }

    /**
     * Lays the mouth of one picture into another.
     *
     * @param from 3 planes, the mouth where {@code face} has it
     * @param onto 3 planes, changed
     * @param face where the mouth is in both
     */
    public static void copy(float[] from, float[] onto, PosedFace face) {
        double seen = seen(face);
        if (seen == 0) {
            return;
        }
        int side = face.resolution();
        int plane = side * side;
        float[] inner = Outline.of(face, FacePart.INNER_LIPS).inside(side);
        float[] lips = Outline.of(face, FacePart.OUTER_LIPS).inside(side);
        float[] soft = Blur.of(inner, side, Pixels.of(FADE, side));
        for (int channel = 0; channel < 3; channel++) {
            int start = channel * plane;
            float shift = shift(from, onto, start, lips, inner);
            for (int i = 0; i < plane; i++) {
                double share = seen * soft[i];
                onto[start + i] += (float) (share * (from[start + i] + shift - onto[start + i]));
            }
        }
    }

    /** Returns by how much the lips, without what is between them, are brighter in the second picture. */
    private static float shift(float[] from, float[] onto, int start, float[] lips, float[] inner) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < lips.length; i++) {
            if (lips[i] > 0 && inner[i] == 0) {
                sum += onto[start + i] - from[start + i];
                count++;
            }
        }
        return count == 0 ? 0 : (float) (sum / count);
    }
}
