package io.talkinghead.djl.program;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.common.primitives.Longs;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.graph.onnx.OnnxTensors;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The values an ONNX file brings along. External ones are left to the caller. */
final class Constants {
    final Map<String, NDArray> arrays = new HashMap<>();
    final Map<String, long[]> integers = new HashMap<>();
    /** Names of those that are all ones or all zeros. */
    final Set<String> trivial = new HashSet<>();

    private final NDManager manager;
    private final DataType type;

    Constants(NDManager manager, DataType type) {
        this.manager = manager;
        this.type = type;
    }

    void add(TensorProto tensor) {
        if (OnnxTensors.isExternal(tensor)) {
            return;
        }
        if (tensor.getDataType() == TensorProto.DataType.INT64.getNumber()) {
            integers.put(tensor.getName(), OnnxTensors.longs(tensor));
            return;
        }
        float[] values = OnnxTensors.floats(tensor);
        if (isAll(values, 0) || isAll(values, 1)) {
            trivial.add(tensor.getName());
        }
        integers.put(tensor.getName(), rounded(values));
        Shape shape = new Shape(Longs.toArray(tensor.getDimsList()));
        arrays.put(tensor.getName(), TorchArrays.of(manager, values, shape, type));
    }

    private static boolean isAll(float[] values, float wanted) {
        for (float value : values) {
            if (value != wanted) {
                return false;
            }
        }
        return true;
    }

    // A scale of an enlargement is a float there and a whole number here; only short constants can be one.
    private static long[] rounded(float[] values) {
        long[] result = new long[Math.min(4, values.length)];
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.round(values[i]);
        }
        return result;
    }
}
