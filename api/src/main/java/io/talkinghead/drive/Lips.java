package io.talkinghead.drive;

import io.talkinghead.face.FacePoints;

/** Lips that must not cross. */
final class Lips {
    private Lips() {}

    /**
     * Lays points that crossed - measured along the way from brow to chin - onto their middle.
     *
     * @param face {@code [point][axis]}, in the neutral face's pose; changed
     * @param neutral the person's
     */
    static void keepApart(double[][] face, double[][] neutral) {
        double downX = neutral[FacePoints.CHIN][0] - neutral[FacePoints.NOSE_ROOT][0];
        double downY = neutral[FacePoints.CHIN][1] - neutral[FacePoints.NOSE_ROOT][1];
        for (FacePoints.Pair lips : FacePoints.LIPS) {
            double[] upper = face[lips.upper()];
            double[] lower = face[lips.lower()];
            double gap = (lower[0] - upper[0]) * downX + (lower[1] - upper[1]) * downY;
            if (gap < 0) {
                for (int a = 0; a < 3; a++) {
                    double middle = (upper[a] + lower[a]) / 2;
                    upper[a] = middle;
                    lower[a] = middle;
                }
            }
        }
    }
}
