package io.talkinghead.conditioning;

import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.model.ModelSpec;
import java.nio.FloatBuffer;

/** The landmark picture only. */
final class LandmarkInput extends GeneratorInput {
    private final int resolution;
    private final float[] picture;

    LandmarkInput(ModelSpec spec) {
        super(spec);
        resolution = spec.resolution();
        picture = new float[3 * resolution * resolution];
    }

    @Override
    public void write(PosedFace target, PreparedPhoto guide, FloatBuffer to) {
        LandmarkPicture.draw(target, resolution, picture);
        to.put(0, picture);
    }
}
