package io.talkinghead.lab.evaluation;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.spi.FeatureNet;
import java.util.Collection;
import org.apiguardian.api.API;

/**
 * How far two sets of pictures are apart as sets: the Fr&eacute;chet distance between the normal distributions of their features,
 * |m1 - m2|&sup2; + tr(C1 + C2 - 2 (C1 C2)<sup>1/2</sup>) with means m and covariances C (Heusel et al., "GANs Trained by a Two
 * Time-Scale Update Rule", 2017).
 *
 * <p>With {@link FeatureNet#INCEPTION}'s 288 features it ranks methods on the same pictures; it is not comparable with the FID of
 * papers, which takes 2048 features of Inception's last layer. Few pictures make it larger: with fewer than features, compare
 * only sets of equal size.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FrechetDistance {
    private FrechetDistance() {}

    /**
     * Compares two sets of feature vectors.
     *
     * @return 0 for equal distributions, else positive; computed in double precision, correct to about 1e-6 of the variances
     * @throws IllegalArgumentException when a set has fewer than two vectors, or when vectors are not equally long or not finite
     */
    public static double between(Collection<float[]> first, Collection<float[]> second) {
        return between(FeatureStatistics.from(first), FeatureStatistics.from(second));
    }

    static double between(FeatureStatistics first, FeatureStatistics second) {
        int size = first.mean().length;
        checkArgument(
                second.mean().length == size,
                "feature vectors of %s and of %s numbers cannot be compared",
                size,
                second.mean().length);
        double distance = 0;
        for (int i = 0; i < size; i++) {
            double shift = first.mean()[i] - second.mean()[i];
            distance += shift * shift + first.covariance()[i][i] + second.covariance()[i][i];
        }
        return Math.max(0, distance - 2 * traceOfRoot(first.covariance(), second.covariance()));
    }

    /** The trace of (C1 C2)^1/2, through the symmetric matrix R C2 R, R = C1^1/2, which has the same eigenvalues as C1 C2. */
    private static double traceOfRoot(double[][] first, double[][] second) {
        double[][] root = SymmetricEigen.of(first).squareRoot();
        double trace = 0;
        for (double value :
                SymmetricEigen.of(product(root, product(second, root))).values()) {
            trace += Math.sqrt(Math.max(0, value));
        }
        return trace;
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] product = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < a.length; k++) {
                double factor = a[i][k];
                for (int j = 0; j < a.length; j++) {
                    product[i][j] += factor * b[k][j];
                }
            }
        }
        return product;
    }
}
