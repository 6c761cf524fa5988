package io.talkinghead.lab.evaluation;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.spi.FeatureNet;
import java.util.Collection;
import org.apiguardian.api.API;

/**
 * CSIM, how much two pictures show the same person: the cosine of the angle between their face descriptors
 * ({@link FeatureNet#FACE_DESCRIPTOR}), seen from the mean of many.
 *
 * <p>Descriptors of all people share a large common part, which makes the plain cosine near 1 for anyone; without it strangers
 * are near 0. The mean is therefore part of the measure: compare only numbers that were taken with the same one.
 *
 * <p><b>Threading:</b> immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class IdentitySimilarity {
    private final float[] mean;

    private IdentitySimilarity(float[] mean) {
        this.mean = mean;
    }

    /** Measures from a given mean descriptor, which is copied. */
    public static IdentitySimilarity of(float[] mean) {
        return new IdentitySimilarity(mean.clone());
    }

    /**
     * Measures from the mean of descriptors, of as many people as possible.
     *
     * @throws IllegalArgumentException when there are none, or when they are not equally long
     */
    public static IdentitySimilarity from(Collection<float[]> descriptors) {
        double[] mean = FeatureStatistics.mean(descriptors);
        float[] narrowed = new float[mean.length];
        for (int i = 0; i < mean.length; i++) {
            narrowed[i] = (float) mean[i];
        }
        return new IdentitySimilarity(narrowed);
    }

    /** Returns a copy of the mean, to measure other pictures from it too. */
    public float[] mean() {
        return mean.clone();
    }

    /**
     * Compares two descriptors.
     *
     * @return -1 to 1; 1 for the same direction from the mean, 0 when one of them is the mean itself
     * @throws IllegalArgumentException when one is not as long as the mean
     */
    public double between(float[] first, float[] second) {
        checkArgument(
                first.length == mean.length && second.length == mean.length,
                "descriptors of %s and %s numbers do not fit the mean of %s",
                first.length,
                second.length,
                mean.length);
        double product = 0;
        double firstSquare = 0;
        double secondSquare = 0;
        for (int i = 0; i < mean.length; i++) {
            double a = (double) first[i] - mean[i];
            double b = (double) second[i] - mean[i];
            product += a * b;
            firstSquare += a * a;
            secondSquare += b * b;
        }
        double lengths = Math.sqrt(firstSquare) * Math.sqrt(secondSquare);
        // Rounding must not carry a cosine beyond its range.
        return lengths == 0 ? 0 : Math.max(-1, Math.min(1, product / lengths));
    }
}
