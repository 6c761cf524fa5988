package io.talkinghead.djl.loss;

import io.talkinghead.model.ModelSpec;

/**
 * How much the losses count that a discriminator has part in.
 *
 * @param hinge the generator's side of L_DSC
 * @param features L_FM
 * @param matching L_MCH, in meta-learning
 * @param rowsFollow whether W's rows are drawn to the embeddings, too, by the same weight, and both only where the discriminator takes
 *     part; in the paper the embeddings alone are drawn, all the time
 */
public record AdversarialWeights(double hinge, double features, double matching, boolean rowsFollow) {
    /** Returns those of an architecture: the paper's (section 3.3), or of heads that turn less, beside what the photo gives. */
    public static AdversarialWeights of(ModelSpec spec) {
        return switch (spec.conditioning().kind()) {
            case LANDMARKS -> new AdversarialWeights(1, 10, 10, false);
            case TURNED -> new AdversarialWeights(0.15, 8, 0.1, true);
        };
    }
}
