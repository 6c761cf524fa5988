package io.talkinghead.djl.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.common.primitives.Longs;
import io.talkinghead.model.Tensor;

/**
 * Makes arrays in the engine's own memory. What DJL makes of Java values lies in a Java buffer, which stays until it is
 * collected, and whose alignment differs from run to run: matrix products then round differently, and the same seed no
 * longer gives the same bytes.
 */
public final class TorchArrays {
    private TorchArrays() {}

    /** Copies values into a new array of 32-bit floats. */
    public static NDArray of(NDManager manager, float[] values, Shape shape) {
        return of(manager, values, shape, DataType.FLOAT32);
    }

    /** Copies values into a new array of a type. */
    public static NDArray of(NDManager manager, float[] values, Shape shape, DataType type) {
        try (NDArray lent = manager.create(values, shape)) {
            return owned(lent, type);
        }
    }

    /** Copies values into a new array of a type. */
    public static NDArray of(NDManager manager, double[] values, Shape shape, DataType type) {
        try (NDArray lent = manager.create(values, shape)) {
            return owned(lent, type);
        }
    }

    // Neither a copy of the same type nor a conversion shares the memory.
    private static NDArray owned(NDArray lent, DataType type) {
        return type == lent.getDataType() ? lent.duplicate() : lent.toType(type, true);
    }

    /** Copies a tensor into a new array of 32-bit floats. */
    public static NDArray of(NDManager manager, Tensor tensor) {
        return of(manager, tensor.toFloats(), new Shape(Longs.toArray(tensor.shape())));
    }

    /**
     * Returns {@code x * factor}. DJL's own product with a Java number puts the number into a Java buffer, which the backward
     * pass reads again; when it was collected in between, the gradient is scaled by whatever lies there now (seen with 0.35.1).
     */
    public static NDArray scaled(NDArray x, double factor) {
        return x.mul(x.getManager().full(new Shape(), (float) factor, x.getDataType()));
    }
}
