package io.talkinghead.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {
    @Test
    void values_twoByTwo_areThoseByHand() {
        SymmetricEigen eigen = SymmetricEigen.of(new double[][] {{2, 1}, {1, 2}});
        assertThat(eigen.values()).containsExactlyInAnyOrder(1, 3);
    }

    @Test
    void values_threeByThree_areThoseByHand() {
        // The chain of three springs: 2 - sqrt(2), 2, 2 + sqrt(2).
        double[][] matrix = {{2, -1, 0}, {-1, 2, -1}, {0, -1, 2}};
        double[] values = SymmetricEigen.of(matrix).values().clone();
        Arrays.sort(values);
        assertThat(values[0]).isCloseTo(2 - Math.sqrt(2), within(1e-14));
        assertThat(values[1]).isCloseTo(2, within(1e-14));
        assertThat(values[2]).isCloseTo(2 + Math.sqrt(2), within(1e-14));
    }

    @Test
    void of_diagonalAndZeroMatrices_needsNoRotation() {
        assertThat(SymmetricEigen.of(new double[][] {{5, 0}, {0, -3}}).values()).containsExactly(5, -3);
        assertThat(SymmetricEigen.of(new double[2][2]).values()).containsExactly(0, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 60, 288})
    void vectors_randomMatrix_areOrthonormalAndTurnItDiagonal(int size) {
        double[][] matrix = random(size, new Random(size));
        SymmetricEigen eigen = SymmetricEigen.of(matrix);
        double worst = 0;
        for (int k = 0; k < size; k++) {
            double[] vector = eigen.vectors()[k];
            for (int i = 0; i < size; i++) {
                double image = 0;
                for (int j = 0; j < size; j++) {
                    image += matrix[i][j] * vector[j];
                }
                worst = Math.max(worst, Math.abs(image - eigen.values()[k] * vector[i]));
            }
            for (int other = 0; other <= k; other++) {
                double product = 0;
                for (int i = 0; i < size; i++) {
                    product += vector[i] * eigen.vectors()[other][i];
                }
                worst = Math.max(worst, Math.abs(product - (other == k ? 1 : 0)));
            }
        }
        assertThat(worst).isLessThan(1e-11);
    }

    @Test
    void squareRoot_positiveMatrix_squaresToIt() {
        double[][] matrix = {{5, 4}, {4, 5}};
        // Eigenvalues 9 and 1, so the root has 3 and 1.
        double[][] root = SymmetricEigen.of(matrix).squareRoot();
        assertThat(root[0][0]).isCloseTo(2, within(1e-14));
        assertThat(root[0][1]).isCloseTo(1, within(1e-14));
        assertThat(root[1][0]).isCloseTo(1, within(1e-14));
        assertThat(root[1][1]).isCloseTo(2, within(1e-14));
    }

    @Test
    void of_notANumber_isRefused() {
        assertThatThrownBy(() -> SymmetricEigen.of(new double[][] {{1, Double.NaN}, {Double.NaN, 1}}))
                .isInstanceOf(IllegalStateException.class);
    }

    private static double[][] random(int size, Random random) {
        double[][] matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = random.nextGaussian();
                matrix[j][i] = matrix[i][j];
            }
        }
        return matrix;
    }
}
