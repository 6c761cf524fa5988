package io.talkinghead.face;

import java.util.List;
import org.apiguardian.api.API;

/**
 * Which of the 68 {@link Landmarks} is which. Left and right are those of the picture.
 *
 * <p><b>Threading:</b> constants.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class FacePoints {
    /** The jaw's lowest point. */
    public static final int CHIN = 8;
    /** The nose's uppermost point, between the eyes. */
    public static final int NOSE_ROOT = FacePart.NOSE_BRIDGE.first();

    public static final int NOSE_TIP = FacePart.NOSE_BRIDGE.last();

    public static final Eye LEFT_EYE = new Eye(36, 39, List.of(new Pair(37, 41), new Pair(38, 40)));
    public static final Eye RIGHT_EYE = new Eye(42, 45, List.of(new Pair(43, 47), new Pair(44, 46)));
    /** Both eyes, the left one first. */
    public static final List<Eye> EYES = List.of(LEFT_EYE, RIGHT_EYE);

    /** The outer corners of the eyes, which neither expressions nor gaze move. */
    public static final int LEFT_EYE_CORNER = LEFT_EYE.left();

    public static final int RIGHT_EYE_CORNER = RIGHT_EYE.right();

    public static final int LEFT_MOUTH_CORNER = FacePart.OUTER_LIPS.first();
    public static final int RIGHT_MOUTH_CORNER = 54;
    /** The points of the inner lips that lie on each other when the mouth is shut. */
    public static final List<Pair> LIPS = List.of(new Pair(61, 67), new Pair(62, 66), new Pair(63, 65));

    /** Runs of points, and the sum of a point and the one that takes its place in a mirror image. */
    private static final int[][] MIRRORED = {
        {0, 16, 16},
        {17, 26, 43},
        {31, 35, 66},
        {36, 39, 81},
        {40, 41, 87},
        {42, 45, 81},
        {46, 47, 87},
        {48, 54, 102},
        {55, 59, 114},
        {60, 64, 124},
        {65, 67, 132}
    };

    private FacePoints() {}

    /** Returns how far a point of the jaw goes with the opening mouth: 1 for the chin, 0 at the ears. */
    public static double jawShare(int point) {
        return 1 - Math.abs(point - CHIN) / (double) CHIN;
    }

    /** Tells whether a point lies on the lower lip, outside or inside, between the mouth's corners. */
    public static boolean isLowerLip(int point) {
        boolean outer = point > RIGHT_MOUTH_CORNER && point <= FacePart.OUTER_LIPS.last();
        boolean inner = point > 64 && point <= FacePart.INNER_LIPS.last();
        return outer || inner;
    }

    /** Returns which point of a face takes a point's place in its mirror image. */
    static int mirrored(int point) {
        for (int[] run : MIRRORED) {
            if (point >= run[0] && point <= run[1]) {
                return run[2] - point;
            }
        }
        return point;
    }

    /**
     * Two points above each other that meet when an eye or the mouth shuts.
     *
     * @param upper the upper one
     * @param lower the lower one
     */
    public record Pair(int upper, int lower) {}

    /**
     * An eye.
     *
     * @param left its left corner
     * @param right its right corner
     * @param lids the points of its lids, from left to right
     */
    public record Eye(int left, int right, List<Pair> lids) {
        /** Keeps a copy. */
        public Eye {
            lids = List.copyOf(lids);
        }
    }
}
