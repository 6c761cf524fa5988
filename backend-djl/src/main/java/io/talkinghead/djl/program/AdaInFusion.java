package io.talkinghead.djl.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Joins instance normalisation with the multiplication and the addition behind it to one step, which the engine computes, and
 * differentiates, in one pass over the values instead of three.
 */
final class AdaInFusion {
    /** The joined step: inputs x, scale and bias, [N, C, 1, 1] both. */
    static final String OPERATOR = "AdaIN";

    private final List<Step> steps;
    private final Set<String> outputs;
    private final Map<String, Integer> uses = new HashMap<>();
    private final Map<String, Step> makers = new HashMap<>();

    private AdaInFusion(List<Step> steps, Set<String> outputs) {
        this.steps = steps;
        this.outputs = outputs;
        for (Step step : steps) {
            makers.put(step.output(), step);
            step.inputs().forEach(input -> uses.merge(input, 1, Integer::sum));
        }
    }

    /**
     * Joins what can be joined.
     *
     * @param trivial names of constants that are all ones or all zeros
     */
    static List<Step> apply(List<Step> steps, Set<String> outputs, Set<String> trivial) {
        return new AdaInFusion(steps, outputs).fused(trivial);
    }

    private List<Step> fused(Set<String> trivial) {
        Set<Step> gone = new HashSet<>();
        Map<Step, Step> replacements = new HashMap<>();
        for (Step add : steps) {
            Step scale = add.operator().equals("Add") ? onlyUse(add.inputs().get(0)) : null;
            if (scale == null || !scale.operator().equals("Mul")) {
                continue;
            }
            Step norm = onlyUse(scale.inputs().get(0));
            if (norm == null
                    || !norm.operator().equals("InstanceNormalization")
                    || !trivial.containsAll(norm.inputs().subList(1, 3))) {
                continue;
            }
            gone.add(norm);
            gone.add(scale);
            List<String> inputs = List.of(
                    norm.inputs().get(0), scale.inputs().get(1), add.inputs().get(1));
            replacements.put(add, new Step(OPERATOR, inputs, add.output(), norm.attributes()));
        }
        List<Step> result = new ArrayList<>();
        for (Step step : steps) {
            if (!gone.contains(step)) {
                result.add(replacements.getOrDefault(step, step));
            }
        }
        return result;
    }

    private @Nullable Step onlyUse(String value) {
        return uses.getOrDefault(value, 0) == 1 && !outputs.contains(value) ? makers.get(value) : null;
    }
}
