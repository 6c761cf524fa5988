package io.talkinghead.djl.baseline;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import io.talkinghead.model.Weights;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * All that a training consists of between two steps.
 *
 * @param weights all that is learnt and counted
 * @param optimisers their states by name; none before the first step
 */
record BaselineState(Weights weights, Map<String, Weights> optimisers) {
    private static final String WEIGHTS = "weights";

    BaselineState {
        optimisers = ImmutableMap.copyOf(optimisers);
    }

    /** Returns where a training begins. */
    static BaselineState fresh(Weights weights) {
        return new BaselineState(weights, Map.of());
    }

    /** Returns the state of an optimiser, which is there. */
    Weights optimiser(String name) {
        return requireNonNull(optimisers.get(name), name);
    }

    /** Returns its parts by name; the names are those of a checkpoint's files. */
    Map<String, Weights> parts() {
        return ImmutableMap.<String, Weights>builder()
                .put(WEIGHTS, weights)
                .putAll(optimisers)
                .buildOrThrow();
    }

    /** Puts parts together, each asked for by its name. */
    static BaselineState of(Function<String, Weights> part, List<String> optimisers) {
        ImmutableMap.Builder<String, Weights> states = ImmutableMap.builder();
        optimisers.forEach(name -> states.put(name, part.apply(name)));
        return new BaselineState(part.apply(WEIGHTS), states.buildOrThrow());
    }
}
