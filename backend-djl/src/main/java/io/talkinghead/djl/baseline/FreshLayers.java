package io.talkinghead.djl.baseline;

import com.google.common.collect.ImmutableMap;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Where a training of layer tables begins: kernels and biases lie evenly within 1 / sqrt(fan-in), scales and counted variances are 1,
 * the rest is 0.
 */
final class FreshLayers {
    /** What is left of kernels that begin small. */
    private static final float SMALL = 0.02f;

    private FreshLayers() {}

    /**
     * Draws values for all parameters and statistics.
     *
     * @param small tells the parameters that begin small
     */
    static Weights of(LayerTable table, long seed, Predicate<String> small) {
        Random random = new Random(seed);
        ImmutableMap.Builder<String, Tensor> tensors = ImmutableMap.builder();
        for (Layer layer : table.layers()) {
            float most = most(layer);
            layer.parameters().forEach((name, shape) -> {
                boolean drawn = name.equals(layer.weight()) || name.equals(layer.biasName());
                float reach = small.test(name) ? SMALL * most : most;
                tensors.put(
                        name, drawn ? even(shape, reach, random) : filled(shape, name.equals(layer.scale()) ? 1 : 0));
            });
            for (Map.Entry<String, List<Integer>> counted : layer.statistics().entrySet()) {
                tensors.put(
                        counted.getKey(),
                        filled(counted.getValue(), counted.getKey().equals(layer.variance()) ? 1 : 0));
            }
        }
        return new Weights(tensors.buildOrThrow());
    }

    private static float most(Layer layer) {
        int kernel = layer.operation().kernel();
        return (float) (1 / Math.sqrt((double) layer.in() * kernel * kernel));
    }

    private static Tensor even(List<Integer> shape, float most, Random random) {
        float[] values = new float[size(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (2 * random.nextFloat() - 1) * most;
        }
        return Tensor.of(shape, values);
    }

    private static Tensor filled(List<Integer> shape, float value) {
        float[] values = new float[size(shape)];
        Arrays.fill(values, value);
        return Tensor.of(shape, values);
    }

    private static int size(List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }
}
