package io.talkinghead.djl.sample;

import io.talkinghead.conditioning.GeneratorInput;
import io.talkinghead.model.ModelSpec;

/**
 * A picture to be generated, and the photo to go by.
 *
 * @param target the picture
 * @param guide the photo; the target itself where a generator is shown none
 */
public record Sample(Shot target, Shot guide) {
    /** Returns what a generator is shown to make the target. */
    float[] input(ModelSpec spec) {
        return GeneratorInput.of(spec).copy(target.photo().face(), guide.photo());
    }

    /** Returns how much each pixel of the target counts, R x R. */
    float[] regions() {
        return FeatureEllipses.of(target.landmarks(), target.resolution());
    }
}
