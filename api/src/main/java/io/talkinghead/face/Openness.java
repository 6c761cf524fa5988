package io.talkinghead.face;

/** How far a face's eyes and mouth are open, whatever its size. */
public final class Openness {
    private static final double LEAST_WIDTH = 1e-6;

    private Openness() {}

    /**
     * Returns the eye aspect: the lids' distance over the eye's width, both eyes together, so that the far eye of a turned head
     * counts less. Around 0.3 for open eyes; the landmark network leaves about half of that on closed ones.
     */
    public static double eyes(Landmarks face) {
        return 2 * lids(face) / Math.max(LEAST_WIDTH, face.distance(36, 39) + face.distance(42, 45));
    }

    /** Returns the inner lips' distance over the mouth's width: near 0 for a closed mouth, 0.3 and more in speech. */
    public static double mouth(Landmarks face) {
        return lips(face) / Math.max(LEAST_WIDTH, face.distance(48, 54));
    }

    /** Returns the lids' mean distance in the landmarks' unit. */
    public static double lids(Landmarks face) {
        return (face.distance(37, 41) + face.distance(38, 40) + face.distance(43, 47) + face.distance(44, 46)) / 4;
    }

    /** Returns the inner lips' mean distance in the landmarks' unit. */
    public static double lips(Landmarks face) {
        return (face.distance(61, 67) + face.distance(62, 66) + face.distance(63, 65)) / 3;
    }
}
