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
    /** Those that say scales and bounds are short; the others are not kept in Java as well. */
    private static final int SHORT = 4;

    final Map<String, NDArray> arrays = new HashMap<>();
    /** Names of those that are all ones or all zeros. */
    final Set<String> trivial = new HashSet<>();

    private final Map<String, long[]> integers = new HashMap<>();
    private final Map<String, float[]> numbers = new HashMap<>();
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
        if (values.length <= SHORT) {
            numbers.put(tensor.getName(), values);
        }
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

    /** Returns an input that says a shape, sizes, axes or places. */
    long[] integers(Step step, int input) {
        return constant(integers, step, input);
    }

    /** Returns an input of at most four numbers. */
    float[] numbers(Step step, int input) {
        return constant(numbers, step, input);
    }

    private static <T> T constant(Map<String, T> constants, Step step, int input) {
        String name = input < step.inputs().size() ? step.inputs().get(input) : "";
        T value = constants.get(name);
        if (value == null) {
            throw new IllegalArgumentException(step.operator() + " takes a constant as its input " + input + ", but "
                    + (name.isEmpty() ? "that is left out" : name + " is computed"));
        }
        return value;
    }
}
