package io.talkinghead.conditioning;

import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelSpec;
import java.nio.FloatBuffer;

/**
 * Makes what a generator is shown, the same in rendering, calibration, tuning, training and evaluation. Each conditioning has a
 * subclass.
 *
 * <p><b>Threading:</b> owns buffers: one thread at a time. Writing allocates nothing.
 */
public abstract sealed class GeneratorInput permits LandmarkInput, GuidedInput {
    private final int values;

    /** Takes the length of one input. */
    GeneratorInput(int values) {
        this.values = values;
    }

    /** Makes the input of an architecture's generator. */
    public static GeneratorInput of(ModelSpec spec) {
        return switch (spec.conditioning().kind()) {
            case LANDMARKS -> new LandmarkInput(spec);
            case GUIDED, REFINED -> new GuidedInput(spec, ((Conditioning.Guided) spec.conditioning()).warp());
        };
    }

    /**
     * Writes one input.
     *
     * @param target where the landmarks shall be, in the networks' crop
     * @param guide the photo to go by, for a conditioning that shows one
     * @param to receives c x R x R values from index 0 on; its position stays
     */
    public abstract void write(ControlPoints target, PreparedPhoto guide, FloatBuffer to);

    /** Returns one input of its own, c x R x R values; see {@link #write}. */
    public final float[] copy(ControlPoints target, PreparedPhoto guide) {
        float[] input = new float[values];
        write(target, guide, FloatBuffer.wrap(input));
        return input;
    }
}
