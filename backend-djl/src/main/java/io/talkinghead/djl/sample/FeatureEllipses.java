package io.talkinghead.djl.sample;

import io.talkinghead.face.FacePart;
import io.talkinghead.face.Landmarks;

/**
 * How much each pixel of a picture counts for heads that turn: 1, and more in soft ellipses around the mouth (up to 7), the eyes (6)
 * and the brows (2.5). Where ellipses overlap, the larger weight counts.
 */
final class FeatureEllipses {
    /** How steep the borders are. */
    private static final double STEEPNESS = 6;
    /** What is added to each half axis, in R. */
    private static final double MARGIN = 0.01;
    /** The least height of an ellipse, in its width: a shut eye has one, too. */
    private static final double LEAST_HEIGHT = 0.35;

    private final Landmarks landmarks;
    private final int resolution;
    private final float[] weights;

    private FeatureEllipses(Landmarks landmarks, int resolution) {
        this.landmarks = landmarks;
        this.resolution = resolution;
        weights = new float[resolution * resolution];
    }

    /** Returns R x R weights for landmarks in pixels of an R x R crop. */
    static float[] of(Landmarks landmarks, int resolution) {
        FeatureEllipses ellipses = new FeatureEllipses(landmarks, resolution);
        ellipses.raise(new Feature(FacePart.OUTER_LIPS.first(), FacePart.INNER_LIPS.last(), 1.15, 1.3, 6));
        ellipses.raise(Feature.of(FacePart.LEFT_EYE, 1.3, 2.2, 5));
        ellipses.raise(Feature.of(FacePart.RIGHT_EYE, 1.3, 2.2, 5));
        ellipses.raise(Feature.of(FacePart.LEFT_BROW, 1.2, 2, 1.5));
        ellipses.raise(Feature.of(FacePart.RIGHT_BROW, 1.2, 2, 1.5));
        for (int i = 0; i < ellipses.weights.length; i++) {
            ellipses.weights[i] += 1;
        }
        return ellipses.weights;
    }

    private void raise(Feature feature) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (int point = feature.first; point <= feature.last; point++) {
            left = Math.min(left, landmarks.x(point));
            right = Math.max(right, landmarks.x(point));
            top = Math.min(top, landmarks.y(point));
            bottom = Math.max(bottom, landmarks.y(point));
        }
        double halfWidth = (right - left) / 2 * feature.widening + MARGIN * resolution;
        double halfHeight =
                Math.max(LEAST_HEIGHT * halfWidth, (bottom - top) / 2 * feature.heightening + MARGIN * resolution);
        for (int i = 0; i < weights.length; i++) {
            double x = (i % resolution + 0.5 - (left + right) / 2) / halfWidth;
            double y = (Math.floorDiv(i, resolution) + 0.5 - (top + bottom) / 2) / halfHeight;
            double weight = feature.weight / (1 + Math.exp(STEEPNESS * (x * x + y * y - 1)));
            weights[i] = Math.max(weights[i], (float) weight);
        }
    }

    /**
     * What counts more.
     *
     * @param first of its points
     * @param last of them
     * @param widening from its box to the ellipse
     * @param heightening the same, down
     * @param weight in the middle, beyond 1
     */
    private record Feature(int first, int last, double widening, double heightening, double weight) {
        static Feature of(FacePart part, double widening, double heightening, double weight) {
            return new Feature(part.first(), part.last(), widening, heightening, weight);
        }
    }
}
