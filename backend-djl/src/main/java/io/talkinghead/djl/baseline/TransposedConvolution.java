package io.talkinghead.djl.baseline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Transposed convolutions with stride 2 that double the sides exactly, which DJL lacks: four convolutions, one for each place of a pixel
 * among two by two, that multiply hardly more than the transposed one does.
 *
 * <p>Kernels are turned by half a turn against the usual way to store them. Of 3 x 3, pixels of even places see the middle row or column,
 * those of odd places the first and the last; of 4 x 4 those of even places see the first and the third, and the pixel before theirs,
 * those of odd places the second and the last, and the pixel behind.
 */
final class TransposedConvolution {
    private TransposedConvolution() {}

    /** Returns [N, O, 2 H, 2 W] of [N, C, H, W] by a kernel [O, C, 3, 3]. */
    static NDArray of(NDArray x, NDArray weight, @Nullable NDArray bias) {
        Shape shape = x.getShape();
        long height = shape.get(2);
        long width = shape.get(3);
        // An odd place at the end sees what would lie behind it: nothing.
        NDArray right = x.pad(new Shape(0, 1, 0, 0), 0);
        NDArray below = x.pad(new Shape(0, 0, 0, 1), 0);
        NDArray both = x.pad(new Shape(0, 1, 0, 1), 0);
        NDArray even =
                beside(convolved(x, part(weight, true, true), bias), convolved(right, part(weight, true, false), bias));
        NDArray odd = beside(
                convolved(below, part(weight, false, true), bias), convolved(both, part(weight, false, false), bias));
        long channels = weight.getShape().get(0);
        return NDArrays.stack(new NDList(even, odd), 3).reshape(shape.get(0), channels, 2 * height, 2 * width);
    }

    /** Returns [N, O, 2 H, 2 W] of [N, C, H, W] by a kernel [O, C, 4, 4]. */
    static NDArray ofFour(NDArray x, NDArray weight, @Nullable NDArray bias) {
        Shape shape = x.getShape();
        // Both places of a side see two pixels, of which one may lie beyond the edge.
        NDArray rimmed = x.pad(new Shape(1, 1, 1, 1), 0);
        NDArray even = beside(place(rimmed, weight, bias, 0, 0), place(rimmed, weight, bias, 0, 1));
        NDArray odd = beside(place(rimmed, weight, bias, 1, 0), place(rimmed, weight, bias, 1, 1));
        long channels = weight.getShape().get(0);
        return NDArrays.stack(new NDList(even, odd), 3)
                .reshape(shape.get(0), channels, 2 * shape.get(2), 2 * shape.get(3));
    }

    private static NDArray place(NDArray rimmed, NDArray weight, @Nullable NDArray bias, int row, int column) {
        NDArray kernel = weight.get(
                new NDIndex().addAllDim().addAllDim().addSliceDim(row, 4, 2).addSliceDim(column, 4, 2));
        Shape shape = rimmed.getShape();
        NDArray seen = rimmed.get(new NDIndex()
                .addAllDim()
                .addAllDim()
                .addSliceDim(row, shape.get(2) - 1 + row)
                .addSliceDim(column, shape.get(3) - 1 + column));
        return convolved(seen, kernel, bias);
    }

    private static NDArray convolved(NDArray x, NDArray weight, @Nullable NDArray bias) {
        return Operation.convolved(x, weight, bias, 1, 0);
    }

    /** Puts the pixels of even and odd columns side by side: [N, O, H, W, 2]. */
    private static NDArray beside(NDArray even, NDArray odd) {
        return NDArrays.stack(new NDList(even, odd), 4);
    }

    private static NDArray part(NDArray weight, boolean evenRow, boolean evenColumn) {
        return weight.get(side(side(new NDIndex().addAllDim().addAllDim(), evenRow), evenColumn));
    }

    private static NDIndex side(NDIndex index, boolean even) {
        return even ? index.addSliceDim(1, 2) : index.addSliceDim(0, 3, 2);
    }
}
