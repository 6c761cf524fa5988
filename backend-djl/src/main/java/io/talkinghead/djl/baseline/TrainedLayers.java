package io.talkinghead.djl.baseline;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.djl.net.Adam;
import io.talkinghead.djl.net.Parameters;
import io.talkinghead.model.Weights;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The layers of a table in training: what is learnt with its optimiser, and what norms count.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class TrainedLayers implements AutoCloseable {
    private final Parameters parameters;
    private final NDManager manager;
    private final Map<String, NDArray> statistics = new LinkedHashMap<>();
    private final Adam adam;
    private final Adam.Rule rule;

    /** Starts from weights, among which are all of the table; outside of a scope. */
    TrainedLayers(LayerTable table, Weights weights, Adam.Rule rule, NDManager parent) {
        this.rule = rule;
        parameters = new Parameters(parent, DataType.FLOAT32).add(weights, table.parameters()::containsKey);
        manager = parent.newSubManager();
        for (String name : table.statistics().keySet()) {
            statistics.put(name, TorchArrays.of(manager, weights.tensor(name)));
        }
        adam = new Adam(parameters, rule);
    }

    /** Returns an array by name, with its gradient if it is learnt. */
    NDArray array(String name) {
        return statistics.containsKey(name) ? requireNonNull(statistics.get(name)) : parameters.get(name);
    }

    /** Returns an array by name as a constant. */
    NDArray constant(String name) {
        return array(name).stopGradient();
    }

    /** Moves all that is learnt by its gradients, and sets them to zero. */
    void step(double rateFactor) {
        adam.step(rateFactor * rule.learningRate(), parameters::gradient);
    }

    /** Copies out what is learnt and what is counted. */
    Weights weights() {
        return parameters.toWeights().with(Parameters.toWeights(statistics));
    }

    /** Copies the optimiser's state out. */
    Weights optimiser() {
        return adam.state();
    }

    /** Takes up an optimiser's state. */
    void restore(Weights optimiser) {
        adam.restore(optimiser);
    }

    @Override
    public void close() {
        adam.close();
        parameters.close();
        manager.close();
    }
}
