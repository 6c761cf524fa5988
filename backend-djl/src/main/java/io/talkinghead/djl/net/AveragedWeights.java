package io.talkinghead.djl.net;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.model.Weights;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An exponential moving average of effective weights. In the first steps its decay is smaller, so that it does not hang on
 * to where it began.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
public final class AveragedWeights implements AutoCloseable {
    private final NDManager manager;
    private final double decay;
    private final Map<String, NDArray> averages = new LinkedHashMap<>();

    /**
     * Starts at some weights.
     *
     * @param decay what stays of the average at a step, 0 to below 1
     */
    public AveragedWeights(NDManager parent, double decay, Weights start) {
        manager = parent.newSubManager();
        this.decay = decay;
        start.tensors().forEach((name, tensor) -> {
            NDArray average = TorchArrays.of(manager, tensor);
            NDScope.unregister(average);
            averages.put(name, average);
        });
    }

    /**
     * Takes up the weights after a step.
     *
     * @param step updates done so far, from 1
     */
    public void add(Map<String, NDArray> weights, long step) {
        double kept = Math.min(decay, step / (step + 9.0));
        Gradients.off(() -> {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                averages.forEach((name, average) -> {
                    NDArray change = requireNonNull(weights.get(name)).sub(average);
                    average.addi(TorchArrays.scaled(change, 1 - kept));
                });
            }
            return this;
        });
    }

    /** Returns the averages; they change with the next step. */
    public Map<String, NDArray> arrays() {
        return averages;
    }

    /** Copies them out. */
    public Weights toWeights() {
        return Parameters.toWeights(averages);
    }

    @Override
    public void close() {
        manager.close();
    }
}
