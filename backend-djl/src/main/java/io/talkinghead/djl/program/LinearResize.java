package io.talkinghead.djl.program;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.talkinghead.djl.engine.TorchArrays;

/**
 * Linear interpolation to another size, with the centres of pixels at half places and clamped edges. Nothing is smoothed where
 * a picture shrinks, as ONNX wants it; the engine's own resizing always smooths then. So rows and columns are products with
 * matrices that hold two weights for each place.
 */
final class LinearResize {
    private LinearResize() {}

    /**
     * Resizes.
     *
     * @param x [N, C, H, W]
     * @param height of the result
     * @param width of the result
     * @param scaleDown from the height of {@code x}
     * @param scaleAcross from the width of {@code x}
     */
    static NDArray of(NDArray x, long height, long width, double scaleDown, double scaleAcross) {
        long oldHeight = x.getShape().get(2);
        long oldWidth = x.getShape().get(3);
        DataType type = x.getDataType();
        NDManager manager = x.getManager();
        // The matrix of columns is stored transposed, so that both are rows of weights here.
        NDArray wide = isKept(oldWidth, width, scaleAcross)
                ? x.reshape(x.getShape())
                : x.matMul(matrix(manager, oldWidth, width, scaleAcross, type).transpose());
        if (isKept(oldHeight, height, scaleDown)) {
            return wide;
        }
        try (wide) {
            return matrix(manager, oldHeight, height, scaleDown, type).matMul(wide);
        }
    }

    private static boolean isKept(long before, long after, double scale) {
        return before == after && scale == 1;
    }

    /** Weights [after, before]. */
    private static NDArray matrix(NDManager manager, long before, long after, double scale, DataType type) {
        int columns = Math.toIntExact(before);
        int rows = Math.toIntExact(after);
        double[] weights = new double[rows * columns];
        for (int row = 0; row < rows; row++) {
            double place = Math.max(0, Math.min(columns - 1, (row + 0.5) / scale - 0.5));
            int first = (int) place;
            weights[row * columns + first] = 1 - (place - first);
            if (first + 1 < columns) {
                weights[row * columns + first + 1] = place - first;
            }
        }
        return TorchArrays.of(manager, weights, new Shape(after, before), type);
    }
}
