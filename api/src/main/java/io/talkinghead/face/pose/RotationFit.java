package io.talkinghead.face.pose;

/**
 * The rotation that brings one set of points as near as possible to another (Horn 1987: its quaternion is the eigenvector of
 * the largest eigenvalue of a symmetric 4 x 4 matrix). Mirror images are never found: the result always is a rotation.
 *
 * <p><b>Threading:</b> one thread at a time; fitting allocates nothing.
 */
public final class RotationFit {
    private static final int SWEEPS = 30;

    private final double[][] m = new double[4][4];
    private final double[][] vectors = new double[4][4];
    private final double[] quaternion = new double[4];
    private final double[] rotation = new double[9];
    private double agreement;

    /**
     * Finds the rotation.
     *
     * @param s the weighted sums of the products of centred coordinates, {@code [axis before][axis after]}
     */
    public void fit(double[][] s) {
        set(0, s[0][0] + s[1][1] + s[2][2], s[1][2] - s[2][1], s[2][0] - s[0][2], s[0][1] - s[1][0]);
        set(1, s[1][2] - s[2][1], s[0][0] - s[1][1] - s[2][2], s[0][1] + s[1][0], s[2][0] + s[0][2]);
        set(2, s[2][0] - s[0][2], s[0][1] + s[1][0], s[1][1] - s[0][0] - s[2][2], s[1][2] + s[2][1]);
        set(3, s[0][1] - s[1][0], s[2][0] + s[0][2], s[1][2] + s[2][1], s[2][2] - s[0][0] - s[1][1]);
        diagonalise();
        int largest = 0;
        for (int i = 1; i < 4; i++) {
            if (m[i][i] > m[largest][largest]) {
                largest = i;
            }
        }
        for (int i = 0; i < 4; i++) {
            quaternion[i] = vectors[i][largest];
        }
        agreement = m[largest][largest];
        toMatrix(quaternion, rotation);
    }

    /** Returns the rotation found, row-major 3 x 3: the next fit overwrites it. */
    public double[] rotation() {
        return rotation;
    }

    /** Returns the weighted sum of the scalar products of the points turned and those they should meet. */
    public double agreement() {
        return agreement;
    }

    private void set(int row, double a, double b, double c, double d) {
        m[row][0] = a;
        m[row][1] = b;
        m[row][2] = c;
        m[row][3] = d;
        for (int i = 0; i < 4; i++) {
            vectors[row][i] = i == row ? 1 : 0;
        }
    }

    /** Cyclic Jacobi. */
    private void diagonalise() {
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int p = 0; p < 3; p++) {
                for (int q = p + 1; q < 4; q++) {
                    rotate(p, q);
                }
            }
        }
    }

    private void rotate(int p, int q) {
        if (m[p][q] == 0) {
            return;
        }
        double theta = (m[q][q] - m[p][p]) / (2 * m[p][q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        for (int k = 0; k < 4; k++) {
            double a = m[k][p];
            double b = m[k][q];
            m[k][p] = c * a - s * b;
            m[k][q] = s * a + c * b;
        }
        for (int k = 0; k < 4; k++) {
            double a = m[p][k];
            double b = m[q][k];
            m[p][k] = c * a - s * b;
            m[q][k] = s * a + c * b;
            double v = vectors[k][p];
            double w = vectors[k][q];
            vectors[k][p] = c * v - s * w;
            vectors[k][q] = s * v + c * w;
        }
    }

    /** Writes out the rotation of a unit quaternion, row-major. */
    static void toMatrix(double[] q, double[] matrix) {
        double w = q[0];
        double x = q[1];
        double y = q[2];
        double z = q[3];
        matrix[0] = 1 - 2 * (y * y + z * z);
        matrix[1] = 2 * (x * y - w * z);
        matrix[2] = 2 * (x * z + w * y);
        matrix[3] = 2 * (x * y + w * z);
        matrix[4] = 1 - 2 * (x * x + z * z);
        matrix[5] = 2 * (y * z - w * x);
        matrix[6] = 2 * (x * z - w * y);
        matrix[7] = 2 * (y * z + w * x);
        matrix[8] = 1 - 2 * (x * x + y * y);
    }
}
