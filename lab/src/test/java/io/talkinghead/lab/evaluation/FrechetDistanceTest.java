package io.talkinghead.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrechetDistanceTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 40, 400})
    void between_identicalSets_isZero(int count) {
        // Fewer vectors than features, too, where the covariance is singular.
        List<float[]> set = gaussians(count, 24, 3, 1, 0, 11);
        assertThat(FrechetDistance.between(set, List.copyOf(set))).isLessThan(1e-5);
    }

    @Test
    void between_featuresThatGoTogether_isThatOfOtherPrograms() {
        // NumPy's eigenvalues of C1 C2 and SciPy's matrix root agree on it in all digits given here.
        assertThat(FrechetDistance.between(vectors(40, 37, 11, 0, 101, 10), vectors(30, 53, 7, 3, 97, 12)))
                .isCloseTo(11.810764118573, within(1e-8));
    }

    @Test
    void between_fewerVectorsOfOneDistribution_isLarger() {
        // Nothing differs but the draw: what is found is the small sample's own.
        double few = FrechetDistance.between(gaussians(32, 24, 0, 1, 0, 1), gaussians(32, 24, 0, 1, 0, 2));
        double many = FrechetDistance.between(gaussians(960, 24, 0, 1, 0, 3), gaussians(960, 24, 0, 1, 0, 4));
        assertThat(few).isGreaterThan(5);
        assertThat(many).isLessThan(few / 10);
    }

    private static List<float[]> vectors(int count, int square, int factor, int start, int modulus, float scale) {
        List<float[]> vectors = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            float[] vector = new float[6];
            for (int i = 0; i < vector.length; i++) {
                int k = row * vector.length + i;
                vector[i] = (k * k * square + k * factor + start) % modulus / scale;
            }
            vectors.add(vector);
        }
        return vectors;
    }

    @Test
    void between_shiftedSet_isTheSquaredShift() {
        List<float[]> set = gaussians(200, 10, 0, 1, 0, 5);
        List<float[]> shifted = new ArrayList<>();
        for (float[] vector : set) {
            float[] moved = vector.clone();
            moved[2] += 3;
            moved[7] -= 4;
            shifted.add(moved);
        }
        assertThat(FrechetDistance.between(set, shifted)).isCloseTo(25, within(1e-4));
        assertThat(FrechetDistance.between(shifted, set)).isCloseTo(25, within(1e-4));
    }

    @Test
    void between_scaledSet_isTheSumOfSquaredDifferencesOfDeviations() {
        // In one dimension (s1 - s2)^2: here s1 = sqrt(2) and s2 = 3 sqrt(2).
        List<float[]> narrow = List.of(new float[] {-1}, new float[] {1});
        List<float[]> wide = List.of(new float[] {-3}, new float[] {3});
        assertThat(FrechetDistance.between(narrow, wide)).isCloseTo(8, within(1e-12));
    }

    @Test
    void between_covariancesThatDoNotCommute_isTheOneByHand() {
        // C1 = diag(1, 4), C2 = [[2, 1], [1, 2]]: C1 C2 has trace 10 and determinant 12, and for two dimensions
        // tr (C1 C2)^1/2 = sqrt(trace + 2 sqrt(determinant)).
        FeatureStatistics first = new FeatureStatistics(new double[2], new double[][] {{1, 0}, {0, 4}});
        FeatureStatistics second = new FeatureStatistics(new double[] {0, 2}, new double[][] {{2, 1}, {1, 2}});
        double expected = 4 + 5 + 4 - 2 * Math.sqrt(10 + 2 * Math.sqrt(12));
        assertThat(FrechetDistance.between(first, second)).isCloseTo(expected, within(1e-12));
        assertThat(FrechetDistance.between(second, first)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void between_shiftedGaussians_isNearTheirTrueDistance() {
        // Unit normals 2 apart, the second twice as wide: 4 + 3 * (2 - 1)^2 in three dimensions.
        double distance = FrechetDistance.between(gaussians(20_000, 3, 0, 1, 0, 1), gaussians(20_000, 3, 0, 2, 2, 2));
        assertThat(distance).isCloseTo(7, within(0.2));
    }

    @Test
    void between_asManyFeaturesAsInceptionHas_isFiniteAndSymmetric() {
        List<float[]> first = gaussians(32, 288, 0.5, 0.2, 0, 3);
        List<float[]> second = gaussians(48, 288, 0.5, 0.3, 0.1, 4);
        double distance = FrechetDistance.between(first, second);
        assertThat(distance).isGreaterThan(1);
        assertThat(FrechetDistance.between(second, first)).isCloseTo(distance, within(1e-4 * distance));
    }

    @Test
    void between_unusableSets_areRefusedSayingWhy() {
        List<float[]> set = gaussians(3, 2, 0, 1, 0, 1);
        assertThatThrownBy(() -> FrechetDistance.between(set, set.subList(0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 2");
        assertThatThrownBy(() -> FrechetDistance.between(set, gaussians(3, 5, 0, 1, 0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 and of 5");
        assertThatThrownBy(() -> FrechetDistance.between(set, List.of(new float[] {1, 2}, new float[] {Float.NaN, 0})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
    }

    /** Vectors with the mean {@code mean}, in feature 0 {@code mean + shift}, and the standard deviation {@code deviation}. */
    private static List<float[]> gaussians(
            int count, int size, double mean, double deviation, double shift, long seed) {
        Random random = new Random(seed);
        List<float[]> vectors = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            float[] vector = new float[size];
            for (int i = 0; i < size; i++) {
                vector[i] = (float) (mean + (i == 0 ? shift : 0) + deviation * random.nextGaussian());
            }
            vectors.add(vector);
        }
        return vectors;
    }
}
