package io.talkinghead.conditioning;

import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelSpec;
import java.nio.FloatBuffer;

/**
 * Makes what a generator is shown, the same in rendering, calibration, tuning, training and evaluation. Each conditioning has a
 * subclass.
 *
 * <p><b>Threading:</b> owns buffers: one thread at a time. Writing allocates nothing.
 */
public abstract sealed class GeneratorInput permits LandmarkInput, TurnedInput {
    private final int values;

    GeneratorInput(ModelSpec spec) {
        values = spec.conditioning().inputValues(spec.resolution());
    }

    /** Makes the input of an architecture's generator. */
    public static GeneratorInput of(ModelSpec spec) {
        return switch (spec.conditioning().kind()) {
            case LANDMARKS -> new LandmarkInput(spec);
            case TURNED -> new TurnedInput(spec, (Conditioning.Turned) spec.conditioning());
        };
    }

    /**
     * Writes one input.
     *
     * @param target where the landmarks shall be, in the networks' crop
     * @param guide the photo to go by, for a conditioning that shows one
     * @param to receives {@link Conditioning#inputValues} values from index 0 on; its position stays
     */
    public abstract void write(PosedFace target, PreparedPhoto guide, FloatBuffer to);

    /** Returns one input of its own; see {@link #write}. */
    public final float[] copy(PosedFace target, PreparedPhoto guide) {
        float[] input = new float[values];
        write(target, guide, FloatBuffer.wrap(input));
        return input;
    }
}
