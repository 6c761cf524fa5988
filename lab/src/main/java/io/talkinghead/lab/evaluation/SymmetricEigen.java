package io.talkinghead.lab.evaluation;

import static com.google.common.base.Preconditions.checkState;

/**
 * Eigenvalues and eigenvectors of a real symmetric matrix, by Jacobi's rotations: slower than other ways, but small and
 * stable. Errors are around 1e-15 of the largest element.
 *
 * @param values in no particular order
 * @param vectors one row each, of length 1, in the order of the values
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record SymmetricEigen(double[] values, double[][] vectors) {
    private static final int MAX_SWEEPS = 60;

    /** Off-diagonal elements this small, relative to the matrix, are rounding. */
    private static final double NEGLIGIBLE = 1e-15;

    /** Decomposes a matrix, of which it reads the diagonal and what is below. */
    static SymmetricEigen of(double[][] matrix) {
        int size = matrix.length;
        double[][] a = new double[size][size];
        double[][] vectors = new double[size][size];
        double norm = 0;
        for (int i = 0; i < size; i++) {
            vectors[i][i] = 1;
            for (int j = 0; j <= i; j++) {
                a[i][j] = matrix[i][j];
                a[j][i] = matrix[i][j];
                norm = Math.max(norm, Math.abs(matrix[i][j]));
            }
        }
        double threshold = norm * NEGLIGIBLE;
        int sweeps = 0;
        while (sweep(a, vectors, threshold)) {
            sweeps++;
            checkState(sweeps < MAX_SWEEPS, "no eigenvalues after %s sweeps; the matrix holds NaN or infinity", sweeps);
        }
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = a[i][i];
        }
        return new SymmetricEigen(values, vectors);
    }

    /** Rotates every element off the diagonal to zero once; tells whether there was anything to rotate. */
    private static boolean sweep(double[][] a, double[][] vectors, double threshold) {
        boolean rotated = false;
        for (int p = 0; p < a.length; p++) {
            for (int q = p + 1; q < a.length; q++) {
                if (!(Math.abs(a[p][q]) <= threshold)) {
                    rotate(a, vectors, p, q);
                    rotated = true;
                }
            }
        }
        return rotated;
    }

    private static void rotate(double[][] a, double[][] vectors, int p, int q) {
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        // The smaller of the two angles, which keeps the rotation stable.
        double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
        double cosine = 1 / Math.hypot(tangent, 1);
        double sine = tangent * cosine;
        double product = tangent * a[p][q];
        a[p][p] -= product;
        a[q][q] += product;
        a[p][q] = 0;
        a[q][p] = 0;
        // Rows are contiguous, so they are rotated, and the columns, which equal them, are copied.
        turn(a[p], a[q], cosine, sine, p, q);
        for (int i = 0; i < a.length; i++) {
            a[i][p] = a[p][i];
            a[i][q] = a[q][i];
        }
        turn(vectors[p], vectors[q], cosine, sine, -1, -1);
    }

    private static void turn(double[] first, double[] second, double cosine, double sine, int except, int exceptToo) {
        for (int i = 0; i < first.length; i++) {
            if (i != except && i != exceptToo) {
                double x = first[i];
                double y = second[i];
                first[i] = cosine * x - sine * y;
                second[i] = sine * x + cosine * y;
            }
        }
    }

    /** Returns the positive square root of the matrix; eigenvalues below zero, which are rounding in a covariance, count as zero. */
    double[][] squareRoot() {
        int size = values.length;
        double[][] root = new double[size][size];
        for (int k = 0; k < size; k++) {
            double weight = Math.sqrt(Math.max(0, values[k]));
            double[] vector = vectors[k];
            for (int i = 0; i < size; i++) {
                double factor = weight * vector[i];
                for (int j = 0; j < size; j++) {
                    root[i][j] += factor * vector[j];
                }
            }
        }
        return root;
    }
}
