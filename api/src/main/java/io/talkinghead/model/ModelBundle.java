package io.talkinghead.model;

import java.nio.file.Path;

/**
 * A model: its specification, weights, provenance and card.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class ModelBundle {
    /** The name of the model that is used when none is chosen. */
    public static final String DEFAULT_NAME = "guided-128";

    private final String name;
    private final String id;
    private final ModelSpec spec;
    private final Weights weights;

    private ModelBundle(String name, String id, ModelSpec spec, Weights weights) {
        this.name = name;
        this.id = id;
        this.spec = spec;
        this.weights = weights;
    }

    /** Opens a bundle from a folder or a zip file. */
    public static ModelBundle open(Path bundle) {
        throw new UnsupportedOperationException(bundle.toString());
    }

    /** Opens a bundle by its name from the class path. */
    public static ModelBundle named(String name) {
        throw new UnsupportedOperationException(name);
    }

    /** Returns the model's name. */
    public String name() {
        return name;
    }

    /** Returns the sha256 of the weights file in lower-case hex: what persons are bound to. */
    public String id() {
        return id;
    }

    /** Returns the architecture. */
    public ModelSpec spec() {
        return spec;
    }

    /** Returns the effective weights. */
    public Weights weights() {
        return weights;
    }
}
