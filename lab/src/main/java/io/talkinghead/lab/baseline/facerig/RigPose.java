package io.talkinghead.lab.baseline.facerig;

/**
 * How a face is held and what expression it has: a weak perspective, {@code p = scale R v + (x, y)}, and amounts of expressions.
 *
 * <p><b>Threading:</b> immutable as long as nobody writes to the arrays.
 *
 * @param scale pixels for each unit of the rig
 * @param rotation row by row
 * @param x where the rig's origin is, in pixels
 * @param y down
 * @param expression amounts, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record RigPose(double scale, double[] rotation, double x, double y, double[] expression) {
    /** Returns a face from the front. */
    static RigPose front(double scale, double x, double y, int expressions) {
        return new RigPose(scale, new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, x, y, new double[expressions]);
    }

    /** Returns a coordinate of a vertex turned, in the rig's unit: axis 0 is x, 1 y, 2 z. */
    double turned(int axis, float[] vertices, int vertex) {
        int row = 3 * axis;
        int at = 3 * vertex;
        return rotation[row] * vertices[at]
                + rotation[row + 1] * vertices[at + 1]
                + rotation[row + 2] * vertices[at + 2];
    }

    /**
     * Returns where vertices are in the picture.
     *
     * @return x, y and z of all, in pixels; z away from the viewer
     */
    float[][] projected(float[] vertices) {
        int count = vertices.length / 3;
        float[][] places = new float[3][count];
        for (int i = 0; i < count; i++) {
            places[0][i] = (float) (scale * turned(0, vertices, i) + x);
            places[1][i] = (float) (scale * turned(1, vertices, i) + y);
            places[2][i] = (float) (scale * turned(2, vertices, i));
        }
        return places;
    }

    /**
     * Returns this pose after a small change.
     *
     * @param change of the logarithm of the scale, of the rotation about x, y and z in radians, of x and y in pixels, of the expression
     */
    RigPose changed(double[] change) {
        double[] amounts = expression.clone();
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] = Math.max(0, Math.min(1, amounts[i] + change[6 + i]));
        }
        double bounded = Math.max(-1, Math.min(1, change[0]));
        return new RigPose(
                scale * Math.exp(bounded),
                product(turn(change[1], change[2], change[3]), rotation),
                x + change[4],
                y + change[5],
                amounts);
    }

    /** Rodrigues' formula. */
    private static double[] turn(double aboutX, double aboutY, double aboutZ) {
        double angle = Math.sqrt(aboutX * aboutX + aboutY * aboutY + aboutZ * aboutZ);
        double sine = angle < 1e-9 ? 1 : Math.sin(angle) / angle;
        double rest = angle < 1e-9 ? 0.5 : (1 - Math.cos(angle)) / (angle * angle);
        double[] cross = {0, -aboutZ, aboutY, aboutZ, 0, -aboutX, -aboutY, aboutX, 0};
        double[] squared = product(cross, cross);
        double[] turn = new double[9];
        for (int i = 0; i < 9; i++) {
            turn[i] = (i % 4 == 0 ? 1 : 0) + sine * cross[i] + rest * squared[i];
        }
        return turn;
    }

    private static double[] product(double[] a, double[] b) {
        double[] product = new double[9];
        for (int i = 0; i < 9; i++) {
            int row = i - i % 3;
            product[i] = a[row] * b[i % 3] + a[row + 1] * b[3 + i % 3] + a[row + 2] * b[6 + i % 3];
        }
        return product;
    }

    /** Returns how different two faces are in expression and, less, in pose: 0 for the same. */
    double distance(RigPose other) {
        double sum = 0;
        for (int i = 0; i < expression.length; i++) {
            double difference = expression[i] - other.expression[i];
            sum += difference * difference;
        }
        for (int i = 0; i < 9; i++) {
            double difference = rotation[i] - other.rotation[i];
            sum += difference * difference / 4;
        }
        return sum;
    }
}
