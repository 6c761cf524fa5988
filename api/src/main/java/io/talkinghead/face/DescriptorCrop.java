package io.talkinghead.face;

import io.talkinghead.image.SquareCrop;

/**
 * The crop a face descriptor wants to see, the one it was trained on: an upright square around the eyes and the mouth.
 *
 * <p>Side = mean distance of the eyes' centres from the mouth's, divided by 0.45; the mean of the three centres lies in the
 * middle from left to right and at 0.43 of the side from the top.
 */
public final class DescriptorCrop {
    private static final double EYES_TO_MOUTH_PER_SIDE = 0.45;
    private static final double CENTER_X = 0.5;
    private static final double CENTER_Y = 0.43;

    private DescriptorCrop() {}

    /** Returns the crop for landmarks, in the same pixels as they are; its side is at least one pixel. */
    public static SquareCrop squareAround(Landmarks landmarks) {
        Point leftEye = Point.mean(landmarks, 36, 42);
        Point rightEye = Point.mean(landmarks, 42, 48);
        Point mouth = Point.mean(landmarks, 48, 68);
        double distance = (leftEye.distance(mouth) + rightEye.distance(mouth)) / 2;
        double side = Math.max(1, distance / EYES_TO_MOUTH_PER_SIDE);
        double centerX = (leftEye.x + rightEye.x + mouth.x) / 3;
        double centerY = (leftEye.y + rightEye.y + mouth.y) / 3;
        return new SquareCrop(centerX - CENTER_X * side, centerY - CENTER_Y * side, side);
    }

    private record Point(double x, double y) {
        static Point mean(Landmarks landmarks, int from, int to) {
            double x = 0;
            double y = 0;
            for (int i = from; i < to; i++) {
                x += landmarks.x(i);
                y += landmarks.y(i);
            }
            return new Point(x / (to - from), y / (to - from));
        }

        double distance(Point other) {
            return Math.hypot(x - other.x, y - other.y);
        }
    }
}
