package io.talkinghead.face.pose;

/**
 * A similarity in 3-D, {@code y = scale * rotation * x + translation}, fitted to pairs of points (Horn 1987: the rotation is
 * the quaternion of the largest eigenvalue).
 *
 * <p><b>Threading:</b> immutable.
 */
public final class RigidMotion {
    private static final int SWEEPS = 30;

    public final double scale;
    /** Row-major 3 x 3. */
    public final double[] rotation;
    /** Where the fitted points' weighted mean lies before. */
    public final double[] pivot;
    /** Where it lies after. */
    public final double[] target;

    private RigidMotion(double scale, double[] rotation, double[] pivot, double[] target) {
        this.scale = scale;
        this.rotation = rotation;
        this.pivot = pivot;
        this.target = target;
    }

    /** Fits the motion from one set of points to another, {@code [point][axis]}; weights of 0 leave points out. */
    static RigidMotion fit(double[][] from, double[][] to, double[] weights) {
        double[] pivot = mean(from, weights);
        double[] target = mean(to, weights);
        double[][] covariance = new double[3][3];
        double spreadFrom = 1e-12;
        double spreadTo = 1e-12;
        for (int i = 0; i < from.length; i++) {
            for (int a = 0; a < 3; a++) {
                double before = from[i][a] - pivot[a];
                spreadFrom += weights[i] * before * before;
                spreadTo += weights[i] * (to[i][a] - target[a]) * (to[i][a] - target[a]);
                for (int b = 0; b < 3; b++) {
                    covariance[a][b] += weights[i] * before * (to[i][b] - target[b]);
                }
            }
        }
        double[] quaternion = largestEigenvector(hornMatrix(covariance));
        return new RigidMotion(Math.sqrt(spreadTo / spreadFrom), matrix(quaternion), pivot, target);
    }

    private static double[] mean(double[][] points, double[] weights) {
        double[] mean = new double[3];
        double sum = 0;
        for (int i = 0; i < points.length; i++) {
            sum += weights[i];
            for (int a = 0; a < 3; a++) {
                mean[a] += weights[i] * points[i][a];
            }
        }
        for (int a = 0; a < 3; a++) {
            mean[a] /= sum;
        }
        return mean;
    }

    private static double[][] hornMatrix(double[][] s) {
        return new double[][] {
            {s[0][0] + s[1][1] + s[2][2], s[1][2] - s[2][1], s[2][0] - s[0][2], s[0][1] - s[1][0]},
            {s[1][2] - s[2][1], s[0][0] - s[1][1] - s[2][2], s[0][1] + s[1][0], s[2][0] + s[0][2]},
            {s[2][0] - s[0][2], s[0][1] + s[1][0], s[1][1] - s[0][0] - s[2][2], s[1][2] + s[2][1]},
            {s[0][1] - s[1][0], s[2][0] + s[0][2], s[1][2] + s[2][1], s[2][2] - s[0][0] - s[1][1]},
        };
    }

    /** Cyclic Jacobi on a symmetric 4 x 4 matrix. */
    private static double[] largestEigenvector(double[][] m) {
        double[][] vectors = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}};
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int p = 0; p < 3; p++) {
                for (int q = p + 1; q < 4; q++) {
                    rotate(m, vectors, p, q);
                }
            }
        }
        int largest = 0;
        for (int i = 1; i < 4; i++) {
            if (m[i][i] > m[largest][largest]) {
                largest = i;
            }
        }
        double[] vector = new double[4];
        for (int i = 0; i < 4; i++) {
            vector[i] = vectors[i][largest];
        }
        return vector;
    }

    private static void rotate(double[][] m, double[][] vectors, int p, int q) {
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

    private static double[] matrix(double[] q) {
        double w = q[0];
        double x = q[1];
        double y = q[2];
        double z = q[3];
        return new double[] {
            1 - 2 * (y * y + z * z),
            2 * (x * y - w * z),
            2 * (x * z + w * y),
            2 * (x * y + w * z),
            1 - 2 * (x * x + z * z),
            2 * (y * z - w * x),
            2 * (x * z - w * y),
            2 * (y * z + w * x),
            1 - 2 * (x * x + y * y),
        };
    }

    /** Returns the same rotation by an angle of at most about {@code limit} radians, small angles unchanged. */
    public double[] rotationWithin(double limit) {
        double trace = rotation[0] + rotation[4] + rotation[8];
        double angle = Math.acos(Math.min(1, Math.max(-1, (trace - 1) / 2)));
        double sine = Math.sin(angle);
        if (sine < 1e-9) {
            return rotation;
        }
        double half = limit * Math.tanh(angle / limit) / 2;
        double length = Math.sin(half) / (2 * sine);
        return matrix(new double[] {
            Math.cos(half),
            (rotation[7] - rotation[5]) * length,
            (rotation[2] - rotation[6]) * length,
            (rotation[3] - rotation[1]) * length,
        });
    }

    /** Takes the motion back: where a moved point was before. */
    double[] undo(double[] point) {
        double[] centred = {point[0] - target[0], point[1] - target[1], point[2] - target[2]};
        double[] before = new double[3];
        for (int a = 0; a < 3; a++) {
            before[a] = pivot[a]
                    + (rotation[a] * centred[0] + rotation[3 + a] * centred[1] + rotation[6 + a] * centred[2]) / scale;
        }
        return before;
    }

    public static double[] turn(double[] rotation, double[] vector) {
        double[] turned = new double[3];
        for (int a = 0; a < 3; a++) {
            turned[a] = rotation[3 * a] * vector[0] + rotation[3 * a + 1] * vector[1] + rotation[3 * a + 2] * vector[2];
        }
        return turned;
    }
}
