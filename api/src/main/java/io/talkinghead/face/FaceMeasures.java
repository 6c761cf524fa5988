package io.talkinghead.face;

import org.apiguardian.api.API;

/**
 * Measures of a face's pose and expression, taken from its landmarks, whatever its size.
 *
 * <p><b>Threading:</b> functions without state.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class FaceMeasures {
    private static final double LEAST = 1e-6;

    private FaceMeasures() {}

    /**
     * Returns the eye aspect: the lids' distance over the eye's width, both eyes together, so that the far eye of a turned head
     * counts less. Around 0.3 for open eyes; the landmark network leaves about half of that on closed ones.
     */
    public static double eyeOpenness(Landmarks face) {
        double width = 0;
        for (FacePoints.Eye eye : FacePoints.EYES) {
            width += face.distance(eye.left(), eye.right());
        }
        return 2 * lidDistance(face) / Math.max(LEAST, width);
    }

    /** Returns the inner lips' distance over the mouth's width: near 0 for a closed mouth, 0.3 and more in speech. */
    public static double mouthOpenness(Landmarks face) {
        return lipDistance(face)
                / Math.max(LEAST, face.distance(FacePoints.LEFT_MOUTH_CORNER, FacePoints.RIGHT_MOUTH_CORNER));
    }

    /** Returns the lids' mean distance in the landmarks' unit. */
    public static double lidDistance(Landmarks face) {
        double sum = 0;
        int pairs = 0;
        for (FacePoints.Eye eye : FacePoints.EYES) {
            for (FacePoints.Pair lids : eye.lids()) {
                sum += face.distance(lids.upper(), lids.lower());
                pairs++;
            }
        }
        return sum / pairs;
    }

    /** Returns the inner lips' mean distance in the landmarks' unit. */
    public static double lipDistance(Landmarks face) {
        double sum = 0;
        for (FacePoints.Pair lips : FacePoints.LIPS) {
            sum += face.distance(lips.upper(), lips.lower());
        }
        return sum / FacePoints.LIPS.size();
    }

    /**
     * Returns how far the nose tip lies to the side of the eyes' middle, along the line between their outer corners, in
     * {@linkplain Landmarks#eyeDistance() eye distances}: 0 for a face that looks straight ahead, positive to the picture's
     * right.
     */
    public static double yaw(Landmarks face) {
        double alongX = alongX(face);
        double alongY = alongY(face);
        return (noseX(face) * alongX + noseY(face) * alongY) / Math.max(LEAST, alongX * alongX + alongY * alongY);
    }

    /**
     * Returns how far the nose tip lies below the eyes, across the line between their outer corners, in
     * {@linkplain Landmarks#eyeDistance() eye distances}: it grows and shrinks as the head nods.
     */
    public static double noseHeight(Landmarks face) {
        double alongX = alongX(face);
        double alongY = alongY(face);
        return (noseY(face) * alongX - noseX(face) * alongY) / Math.max(LEAST, alongX * alongX + alongY * alongY);
    }

    /** Returns the angle of the line between the outer eye corners, in radians, growing clockwise; 0 for an upright face. */
    public static double roll(Landmarks face) {
        return Math.atan2(alongY(face), alongX(face));
    }

    private static double alongX(Landmarks face) {
        return face.x(FacePoints.RIGHT_EYE_CORNER) - face.x(FacePoints.LEFT_EYE_CORNER);
    }

    private static double alongY(Landmarks face) {
        return face.y(FacePoints.RIGHT_EYE_CORNER) - face.y(FacePoints.LEFT_EYE_CORNER);
    }

    private static double noseX(Landmarks face) {
        return face.x(FacePoints.NOSE_TIP)
                - (face.x(FacePoints.LEFT_EYE_CORNER) + face.x(FacePoints.RIGHT_EYE_CORNER)) / 2;
    }

    private static double noseY(Landmarks face) {
        return face.y(FacePoints.NOSE_TIP)
                - (face.y(FacePoints.LEFT_EYE_CORNER) + face.y(FacePoints.RIGHT_EYE_CORNER)) / 2;
    }
}
