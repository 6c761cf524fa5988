package io.talkinghead.face.pose;

/**
 * A similarity in 3-D, {@code y = scale * rotation * x + translation}, fitted to pairs of points by
 * {@link RotationFit}.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class RigidMotion {
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
        RotationFit turned = new RotationFit();
        turned.fit(covariance);
        return new RigidMotion(Math.sqrt(spreadTo / spreadFrom), turned.rotation(), pivot, target);
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

    /** Returns the same rotation by an angle of at most about {@code limit} radians, small angles unchanged. */
    public double[] rotationWithin(double limit) {
        double angle = angle();
        return rotationBy(angle, limit * Math.tanh(angle / limit));
    }

    /** Returns the same rotation by {@code factor} times its angle; exactly the same by 1. */
    public double[] rotationTimes(double factor) {
        double angle = angle();
        return factor == 1 ? rotation : rotationBy(angle, factor * angle);
    }

    private double angle() {
        double trace = rotation[0] + rotation[4] + rotation[8];
        return Math.acos(Math.min(1, Math.max(-1, (trace - 1) / 2)));
    }

    private double[] rotationBy(double angle, double other) {
        double sine = Math.sin(angle);
        if (sine < 1e-9) {
            return rotation;
        }
        double half = other / 2;
        double length = Math.sin(half) / (2 * sine);
        double[] quaternion = {
            Math.cos(half),
            (rotation[7] - rotation[5]) * length,
            (rotation[2] - rotation[6]) * length,
            (rotation[3] - rotation[1]) * length,
        };
        double[] turned = new double[9];
        RotationFit.toMatrix(quaternion, turned);
        return turned;
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
