package io.talkinghead.lab.evaluation;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Collection;

/**
 * Mean and covariance of feature vectors.
 *
 * @param mean one value a feature
 * @param covariance one row a feature; that of the sample, divided by the number of vectors less one
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record FeatureStatistics(double[] mean, double[][] covariance) {
    /**
     * Computes both.
     *
     * @throws IllegalArgumentException when there are fewer than two vectors, they are not equally long or not finite
     */
    static FeatureStatistics from(Collection<float[]> vectors) {
        checkArgument(vectors.size() >= 2, "a covariance needs at least 2 feature vectors, not %s", vectors.size());
        double[] mean = mean(vectors);
        double[][] covariance = new double[mean.length][mean.length];
        double[] centred = new double[mean.length];
        for (float[] vector : vectors) {
            for (int i = 0; i < centred.length; i++) {
                centred[i] = vector[i] - mean[i];
            }
            for (int i = 0; i < centred.length; i++) {
                for (int j = 0; j <= i; j++) {
                    covariance[i][j] += centred[i] * centred[j];
                }
            }
        }
        for (int i = 0; i < mean.length; i++) {
            for (int j = 0; j <= i; j++) {
                covariance[i][j] /= vectors.size() - 1;
                covariance[j][i] = covariance[i][j];
            }
        }
        return new FeatureStatistics(mean, covariance);
    }

    /**
     * Computes the mean.
     *
     * @throws IllegalArgumentException when there are no vectors, they are not equally long or not finite
     */
    static double[] mean(Collection<float[]> vectors) {
        checkArgument(!vectors.isEmpty(), "the mean of no feature vectors at all is unknown; give at least one");
        double[] mean = new double[vectors.iterator().next().length];
        for (float[] vector : vectors) {
            checkArgument(
                    vector.length == mean.length,
                    "feature vectors of %s and of %s numbers cannot be mixed",
                    mean.length,
                    vector.length);
            for (int i = 0; i < mean.length; i++) {
                if (!Float.isFinite(vector[i])) {
                    throw new IllegalArgumentException(
                            "feature " + i + " of a vector is " + vector[i] + ", not a finite number");
                }
                mean[i] += vector[i];
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= vectors.size();
        }
        return mean;
    }
}
