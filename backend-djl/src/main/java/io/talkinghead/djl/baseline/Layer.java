package io.talkinghead.djl.baseline;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;

/**
 * A row of a layer table.
 *
 * @param name unique in its method, before those of its parameters
 * @param operation on the picture
 * @param in channels
 * @param out channels
 * @param bias whether the operation has one
 * @param norm after the operation
 * @param activation after the norm
 */
record Layer(String name, Operation operation, int in, int out, boolean bias, Norm norm, Activation activation) {
    /** Returns the shapes of all that is learnt, by name. */
    Map<String, List<Integer>> parameters() {
        ImmutableMap.Builder<String, List<Integer>> shapes = ImmutableMap.builder();
        int kernel = operation.kernel();
        shapes.put(weight(), List.of(out, in, kernel, kernel));
        if (bias) {
            shapes.put(biasName(), List.of(out));
        }
        if (norm.isAffine()) {
            shapes.put(scale(), List.of(out));
            shapes.put(shift(), List.of(out));
        }
        return shapes.buildOrThrow();
    }

    /** Returns the shapes of what is counted in training and used later, by name. */
    Map<String, List<Integer>> statistics() {
        return norm == Norm.BATCH ? Map.of(mean(), List.of(out), variance(), List.of(out)) : Map.of();
    }

    String weight() {
        return name + ".weight";
    }

    String biasName() {
        return name + ".bias";
    }

    String scale() {
        return name + ".norm.weight";
    }

    String shift() {
        return name + ".norm.bias";
    }

    String mean() {
        return name + ".norm.mean";
    }

    String variance() {
        return name + ".norm.variance";
    }
}
