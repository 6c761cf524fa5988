package io.talkinghead.djl.baseline;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The layers of a network in the order in which they are computed.
 *
 * @param layers with names that differ
 */
record LayerTable(ImmutableList<Layer> layers) {
    /** Takes layers. */
    static LayerTable of(List<Layer> layers) {
        return new LayerTable(ImmutableList.copyOf(layers));
    }

    /** Returns the layers of two tables. */
    LayerTable and(LayerTable other) {
        return new LayerTable(ImmutableList.<Layer>builder()
                .addAll(layers)
                .addAll(other.layers)
                .build());
    }

    /** Returns the shapes of all that is learnt, by name. */
    ImmutableMap<String, List<Integer>> parameters() {
        return all(Layer::parameters);
    }

    /** Returns the shapes of what is counted in training and used later, by name. */
    ImmutableMap<String, List<Integer>> statistics() {
        return all(Layer::statistics);
    }

    private ImmutableMap<String, List<Integer>> all(Function<Layer, Map<String, List<Integer>>> shapes) {
        ImmutableMap.Builder<String, List<Integer>> all = ImmutableMap.builder();
        layers.forEach(layer -> all.putAll(shapes.apply(layer)));
        return all.buildOrThrow();
    }

    /** Returns how many numbers are learnt. */
    long parameterCount() {
        return parameters().values().stream()
                .mapToLong(shape -> shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact))
                .sum();
    }
}
