package io.talkinghead.lab.baseline.facerig;

/**
 * Normal equations of a least squares problem, summed up row by row.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class LeastSquares {
    private final double[][] matrix;
    private final double[] right;

    LeastSquares(int unknowns) {
        matrix = new double[unknowns][unknowns];
        right = new double[unknowns];
    }

    /** Adds an equation: {@code row x = value}. */
    void add(double[] row, double value) {
        for (int i = 0; i < row.length; i++) {
            if (row[i] != 0) {
                right[i] += row[i] * value;
                for (int j = 0; j <= i; j++) {
                    matrix[i][j] += row[i] * row[j];
                }
            }
        }
    }

    /** Adds an equation for one unknown: {@code weight x_i = weight value}. */
    void expect(int i, double value, double weight) {
        matrix[i][i] += weight * weight;
        right[i] += weight * weight * value;
    }

    /** Returns half the negative slope of the error in one unknown, at x = 0. */
    double pull(int i) {
        return right[i];
    }

    /** Makes one unknown 0. */
    void fix(int fixed) {
        right[fixed] = 0;
        for (int i = 0; i < right.length; i++) {
            matrix[Math.max(i, fixed)][Math.min(i, fixed)] = i == fixed ? 1 : 0;
        }
    }

    /**
     * Solves by Cholesky's decomposition.
     *
     * @param damping is multiplied with the diagonal and added to it
     */
    double[] solve(double damping) {
        int count = right.length;
        double[][] lower = new double[count][count];
        double[] solution = right.clone();
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j] * (i == j ? 1 + damping : 1);
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                // What nothing determines stays near 0.
                lower[i][j] = i == j ? Math.sqrt(Math.max(1e-12, sum)) : sum / lower[j][j];
            }
            for (int k = 0; k < i; k++) {
                solution[i] -= lower[i][k] * solution[k];
            }
            solution[i] /= lower[i][i];
        }
        for (int i = count - 1; i >= 0; i--) {
            for (int k = i + 1; k < count; k++) {
                solution[i] -= lower[k][i] * solution[k];
            }
            solution[i] /= lower[i][i];
        }
        return solution;
    }
}
