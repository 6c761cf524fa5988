package io.talkinghead.djl.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.common.primitives.Longs;
import io.talkinghead.model.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Makes arrays in the engine's own memory. What DJL makes of Java values lies in a Java buffer outside the heap. That stays until it is
 * collected, of which too little is done where the heap itself is quiet: a busy machine then says that there is no memory (seen). And
 * its alignment differs from run to run: matrix products then round differently, and the same seed no longer gives the same bytes.
 */
public final class TorchArrays {
    private TorchArrays() {}

    /** Copies values into a new array of 32-bit floats. */
    public static NDArray of(NDManager manager, float[] values, Shape shape) {
        return of(manager, values, shape, DataType.FLOAT32);
    }

    /** Copies values into a new array of a type. */
    public static NDArray of(NDManager manager, float[] values, Shape shape, DataType type) {
        NDArray made = manager.create(shape, DataType.FLOAT32, Device.cpu());
        memory(made).asFloatBuffer().put(values);
        return brought(made, manager.getDevice(), type);
    }

    /** Copies values into a new array of a type. */
    public static NDArray of(NDManager manager, double[] values, Shape shape, DataType type) {
        NDArray made = manager.create(shape, DataType.FLOAT64, Device.cpu());
        memory(made).asDoubleBuffer().put(values);
        return brought(made, manager.getDevice(), type);
    }

    private static ByteBuffer memory(NDArray made) {
        return made.toByteBuffer(true).order(ByteOrder.nativeOrder());
    }

    private static NDArray brought(NDArray made, Device device, DataType type) {
        NDArray typed = made;
        if (made.getDataType() != type) {
            typed = made.toType(type, true);
            made.close();
        }
        if (typed.getDevice().equals(device)) {
            return typed;
        }
        try (NDArray near = typed) {
            return near.toDevice(device, true);
        }
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
