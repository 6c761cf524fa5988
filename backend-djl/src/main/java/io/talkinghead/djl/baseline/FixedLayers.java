package io.talkinghead.djl.baseline;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.model.Weights;
import java.util.HashMap;
import java.util.Map;

/**
 * The arrays of a table that is not trained any more.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class FixedLayers {
    private final Map<String, NDArray> arrays = new HashMap<>();

    /** Takes those of a table among some weights; {@code manager} owns them. */
    FixedLayers(LayerTable table, Weights weights, NDManager manager) {
        table.parameters().keySet().forEach(name -> put(name, weights, manager));
        table.statistics().keySet().forEach(name -> put(name, weights, manager));
    }

    private void put(String name, Weights weights, NDManager manager) {
        arrays.put(name, TorchArrays.of(manager, weights.tensor(name)));
    }

    /** Returns one by name. */
    NDArray array(String name) {
        return requireNonNull(arrays.get(name), name);
    }
}
