package io.talkinghead.conditioning;

import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelSpec;
import java.nio.FloatBuffer;

/**
 * The landmark picture, and behind it the closed-form motions of the guide: see {@link Conditioning.Turned}.
 *
 * <p><b>Threading:</b> any number of threads, each with a buffer of its own to write to.
 */
final class TurnedInput extends GeneratorInput {
    private final int resolution;

    TurnedInput(ModelSpec spec) {
        super(spec);
        resolution = spec.resolution();
    }

    @Override
    public void write(PosedFace target, PreparedPhoto guide, FloatBuffer to) {
        TurnedMaps maps = TurnedMaps.take(resolution);
        try {
            maps.write(target, guide, to);
        } finally {
            maps.giveBack();
        }
    }
}
