package io.talkinghead.face;

import io.talkinghead.image.SquareCrop;
import org.apiguardian.api.API;

/**
 * The crop that the face descriptor was trained on: an upright square around the eyes and the mouth.
 *
 * <p>Side = mean distance of the eyes' centres from the mouth's, divided by 0.45; the mean of the three centres lies in the
 * middle from left to right and at 0.43 of the side from the top.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class DescriptorCrop {
    private static final double EYES_TO_MOUTH_PER_SIDE = 0.45;
    private static final double CENTER_X = 0.5;
    private static final double CENTER_Y = 0.43;

    private DescriptorCrop() {}

    /** Returns the crop for landmarks, in the same pixels as they are; its side is at least one pixel. */
    public static SquareCrop squareAround(Landmarks landmarks) {
        Point leftEye = Point.mean(landmarks, FacePart.LEFT_EYE.first(), FacePart.LEFT_EYE.last());
        Point rightEye = Point.mean(landmarks, FacePart.RIGHT_EYE.first(), FacePart.RIGHT_EYE.last());
        Point mouth = Point.mean(landmarks, FacePart.OUTER_LIPS.first(), FacePart.INNER_LIPS.last());
        double distance = (leftEye.distance(mouth) + rightEye.distance(mouth)) / 2;
        double side = Math.max(1, distance / EYES_TO_MOUTH_PER_SIDE);
        double centerX = (leftEye.x + rightEye.x + mouth.x) / 3;
        double centerY = (leftEye.y + rightEye.y + mouth.y) / 3;
        return new SquareCrop(centerX - CENTER_X * side, centerY - CENTER_Y * side, side);
    }

    private record Point(double x, double y) {
        static Point mean(Landmarks landmarks, int first, int last) {
            double x = 0;
            double y = 0;
            for (int i = first; i <= last; i++) {
                x += landmarks.x(i);
                y += landmarks.y(i);
            }
            int count = last - first + 1;
            return new Point(x / count, y / count);
        }

        double distance(Point other) {
            return Math.hypot(x - other.x, y - other.y);
        }
    }
}
