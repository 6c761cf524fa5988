package io.talkinghead.djl.baseline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.talkinghead.djl.program.Normalisation;
import java.util.function.Function;

/**
 * A layer table with values, to be computed layer by layer.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class LayerNetwork {
    private static final float EPSILON = 1e-5f;
    /** What is kept of a running mean; DJL takes this, PyTorch the rest. */
    private static final float KEPT = 0.9f;

    private final ImmutableMap<String, Layer> layers;
    private final Function<String, NDArray> arrays;
    private final boolean training;

    /**
     * Takes a table and where its arrays are found.
     *
     * @param arrays by name: parameters and statistics
     * @param training whether batches are normalised by themselves, and counted; else by what was counted
     */
    LayerNetwork(LayerTable table, Function<String, NDArray> arrays, boolean training) {
        layers = Maps.uniqueIndex(table.layers(), Layer::name);
        this.arrays = arrays;
        this.training = training;
    }

    /** Computes one layer. */
    NDArray apply(String name, NDArray x) {
        Layer layer = layer(name);
        NDArray made = layer.operation()
                .apply(x, arrays.apply(layer.weight()), layer.bias() ? arrays.apply(layer.biasName()) : null);
        return layer.activation().apply(normalised(layer, made));
    }

    private Layer layer(String name) {
        Layer layer = layers.get(name);
        if (layer == null) {
            throw new IllegalArgumentException("there is no layer " + name);
        }
        return layer;
    }

    private NDArray normalised(Layer layer, NDArray x) {
        return switch (layer.norm()) {
            case NONE -> x;
            case BATCH -> batch(layer, x);
            case INSTANCE -> {
                NDManager manager = x.getManager();
                Shape channels = new Shape(layer.out());
                yield Normalisation.perChannel(
                        x, manager.ones(channels, x.getDataType()), manager.zeros(channels, x.getDataType()), EPSILON);
            }
            case AFFINE_INSTANCE ->
                Normalisation.perChannel(x, arrays.apply(layer.scale()), arrays.apply(layer.shift()), EPSILON);
        };
    }

    private NDArray batch(Layer layer, NDArray x) {
        return x.getNDArrayInternal()
                .batchNorm(
                        x,
                        arrays.apply(layer.mean()),
                        arrays.apply(layer.variance()),
                        arrays.apply(layer.scale()),
                        arrays.apply(layer.shift()),
                        1,
                        KEPT,
                        EPSILON,
                        training)
                .singletonOrThrow();
    }
}
