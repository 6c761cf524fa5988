package io.talkinghead.model;

import com.google.common.collect.ImmutableMap;
import java.util.List;

/** The names and shapes of all parameters of a {@link ModelSpec}. */
public final class ParameterLayout {
    private ParameterLayout() {}

    /** Returns the embedder's parameters, {@code embedder.*}. */
    public static ImmutableMap<String, List<Integer>> embedder(ModelSpec spec) {
        throw new UnsupportedOperationException(spec.toString());
    }

    /** Returns the generator's parameters with its projection, {@code generator.*}. */
    public static ImmutableMap<String, List<Integer>> generator(ModelSpec spec) {
        throw new UnsupportedOperationException(spec.toString());
    }

    /** Returns the discriminator's parameters without its identity rows, {@code discriminator.*}. */
    public static ImmutableMap<String, List<Integer>> discriminator(ModelSpec spec) {
        throw new UnsupportedOperationException(spec.toString());
    }
}
