package io.talkinghead.conditioning;

import io.talkinghead.conditioning.turn.PosedFace;
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
    private final ControlPoints from;
    private final ControlPoints to;

    GuidedInput(ModelSpec spec, WarpVersion version) {
        super(spec);
        resolution = spec.resolution();
        picture = new float[3 * resolution * resolution];
        warped = new float[3 * resolution * resolution];
        warp = WarpGrid.of(version, resolution);
        from = new ControlPoints(resolution);
        to = new ControlPoints(resolution);
    }

    @Override
    public void write(PosedFace target, PreparedPhoto guide, FloatBuffer input) {
        LandmarkPicture.draw(target, resolution, picture);
        input.put(0, picture);
        from.set(guide.face());
        to.set(target);
        warp.fit(from, to);
        warp.apply(guide.planes(), warped);
        input.put(picture.length, warped);
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
