package io.talkinghead.model;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks that weights are exactly the tensors of a specification, and finite. */
final class WeightsCheck {
    private static final String DISCRIMINATOR = "discriminator.";
    /** One row a training identity; how many is not the specification's business. */
    private static final String IDENTITY_ROWS = "discriminator.identity";

    private WeightsCheck() {}

    static void check(String source, ModelSpec spec, Weights weights) {
        Map<String, List<Integer>> expected = new LinkedHashMap<>();
        expected.putAll(ParameterLayout.embedder(spec));
        expected.putAll(ParameterLayout.generator(spec));
        if (weights.tensors().keySet().stream().anyMatch(name -> name.startsWith(DISCRIMINATOR))) {
            expected.putAll(ParameterLayout.discriminator(spec));
        }
        expected.forEach((name, shape) -> {
            Tensor tensor = weights.tensors().get(name);
            if (tensor == null) {
                throw invalid(source, "the tensor " + name + " " + shape + " is missing");
            }
            if (!tensor.shape().equals(shape)) {
                throw invalid(source, "the tensor " + name + " has the shape " + tensor.shape() + ", not " + shape);
            }
        });
        weights.tensors().forEach((name, tensor) -> {
            if (!expected.containsKey(name) && !name.equals(IDENTITY_ROWS)) {
                throw invalid(source, "the tensor " + name + " does not belong to the specification");
            }
            tensor.firstNonFinite().ifPresent(value -> {
                throw invalid(source, "the tensor " + name + " holds the value " + value);
            });
        });
    }

    private static TalkingHeadException invalid(String source, String problem) {
        return new TalkingHeadException(ErrorCode.WEIGHTS_INVALID, source + ": " + problem);
    }
}
