package io.talkinghead.djl.net;

import static com.google.common.base.Preconditions.checkArgument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Longs;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Weights;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Trainable arrays by name, each with its gradient.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
public final class Parameters implements AutoCloseable {
    private final NDManager manager;
    private final DataType type;
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();

    /**
     * Starts without any.
     *
     * @param parent owner until these are closed
     * @param type of all arrays
     */
    public Parameters(NDManager parent, DataType type) {
        manager = parent.newSubManager();
        this.type = type;
    }

    /** Adds those of some weights whose names are wanted. */
    public Parameters add(Weights weights, Predicate<String> wanted) {
        weights.tensors().forEach((name, tensor) -> {
            if (wanted.test(name)) {
                put(name, tensor.shape(), tensor.toFloats());
            }
        });
        return this;
    }

    /** Adds one, or replaces the one of that name. */
    public void put(String name, List<Integer> shape, float[] values) {
        NDArray kept = TorchArrays.of(manager, values, new Shape(Longs.toArray(shape)), type);
        // A parameter outlives the step it may be made in.
        NDScope.unregister(kept);
        kept.setRequiresGradient(true);
        NDArray before = arrays.put(name, kept);
        if (before != null) {
            before.close();
        }
    }

    /** Takes one away. */
    public void remove(String name) {
        NDArray removed = arrays.remove(name);
        checkArgument(removed != null, "there is no parameter %s", name);
        removed.close();
    }

    /** Returns one. */
    public NDArray get(String name) {
        NDArray array = arrays.get(name);
        checkArgument(array != null, "there is no parameter %s", name);
        return array;
    }

    /** Returns all names in their order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(arrays.keySet());
    }

    /** Returns a parameter's gradient, to be closed, or nothing before the first backward pass that reached it. */
    public @Nullable NDArray gradient(String name) {
        return JniUtils.getGradient((PtNDArray) get(name));
    }

    /** Sets all gradients to zero: the engine adds to them. */
    public void zeroGradients() {
        arrays.values().forEach(array -> JniUtils.zeroGrad((PtNDArray) array));
    }

    /** Copies the values out. */
    public Weights toWeights() {
        return toWeights(arrays);
    }

    /** Copies arrays out as weights. */
    public static Weights toWeights(Map<String, NDArray> arrays) {
        ImmutableMap.Builder<String, Tensor> tensors = ImmutableMap.builder();
        Gradients.off(() -> {
            arrays.forEach((name, array) -> tensors.put(name, toTensor(array)));
            return arrays;
        });
        return new Weights(tensors.buildOrThrow());
    }

    private static Tensor toTensor(NDArray array) {
        List<Integer> shape = Longs.asList(array.getShape().getShape()).stream()
                .map(Math::toIntExact)
                .toList();
        try (NDArray floats = array.toType(DataType.FLOAT32, true)) {
            return Tensor.of(shape, floats.toFloatArray());
        }
    }

    NDManager manager() {
        return manager;
    }

    DataType type() {
        return type;
    }

    @Override
    public void close() {
        manager.close();
    }
}
