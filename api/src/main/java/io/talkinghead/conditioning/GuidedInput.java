package io.talkinghead.conditioning;

import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.WarpVersion;
import java.nio.FloatBuffer;

/**
 * The landmark picture, and behind it the guide warped to the target.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
public final class GuidedInput extends GeneratorInput {
    private final int resolution;
    private final float[] picture;
    private final float[] warped;
    private final WarpGrid warp;

    GuidedInput(ModelSpec spec, WarpVersion version) {
        super(6 * spec.resolution() * spec.resolution());
        resolution = spec.resolution();
        picture = new float[3 * resolution * resolution];
        warped = new float[3 * resolution * resolution];
        warp = WarpGrid.of(version, resolution);
    }

    @Override
    public void write(ControlPoints target, PreparedPhoto guide, FloatBuffer to) {
        LandmarkPicture.draw(target, resolution, picture);
        to.put(0, picture);
        warp.fit(guide.controlPoints(), target);
        warp.apply(guide.planes(), warped);
        to.put(picture.length, warped);
    }

    /** Returns the warped guide of the input last written, 3 x R x R: the buffer itself. */
    public float[] warped() {
        return warped;
    }

    /** Returns the rows of the warp last written, for an output of another size. */
    public WarpRows rows(Upscaling upscaling) {
        return warp.rows(upscaling);
    }
}
