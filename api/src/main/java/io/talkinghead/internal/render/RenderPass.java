package io.talkinghead.internal.render;

import io.talkinghead.conditioning.ControlPoints;
import io.talkinghead.conditioning.LandmarkPicture;
import io.talkinghead.conditioning.WarpGrid;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.WarpVersion;
import io.talkinghead.spi.Generator;

/** One thread's buffers for rendering, used for one frame after another. */
final class RenderPass implements AutoCloseable {
    private final PhotoLayout stage;
    private final ModelSpec spec;
    private final Generator.Pass network;
    private final float[] landmarkPicture;
    private final float[] warped;
    private final ControlPoints target;
    private final WarpGrid grid;
    private final Composer composer;
    private final byte[] crop;

    RenderPass(PhotoLayout stage, Generator generator) {
        this.stage = stage;
        spec = generator.spec();
        network = generator.newPass();
        int planes = 3 * spec.resolution() * spec.resolution();
        landmarkPicture = new float[planes];
        warped = new float[planes];
        target = new ControlPoints(spec.resolution());
        WarpVersion warp =
                spec.conditioning() instanceof Conditioning.Guided guided ? guided.warp() : WarpVersion.MLS_V1;
        grid = WarpGrid.of(warp, spec.resolution());
        composer = new Composer(stage.upscaling());
        int size = stage.upscaling().outputPx;
        crop = new byte[stage.pastes() ? 3 * size * size : 0];
    }

    /** Renders landmarks given in pixels of the neutral photo. */
    Frame render(Landmarks landmarks) {
        stage.setTarget(target, landmarks);
        LandmarkPicture.draw(target, spec.resolution(), landmarkPicture);
        network.input().put(0, landmarkPicture);
        int size = stage.upscaling().outputPx;
        // A pasted crop is only an intermediate; an unpasted one is the picture handed out.
        byte[] rgb = stage.pastes() ? crop : new byte[3 * size * size];
        if (spec.conditioning() instanceof Conditioning.Guided) {
            PhotoView guide = stage.guideFor(target, spec.conditioning());
            grid.fit(guide.controlPoints(), target);
            grid.apply(guide.planes(), warped);
            network.input().put(landmarkPicture.length, warped);
            network.run();
            composer.compose(network.image(), network.mask().orElseThrow(), warped, grid, guide.outputCrop(), rgb);
        } else {
            network.run();
            composer.enlarge(network.image(), rgb);
        }
        return stage.finish(rgb);
    }

    @Override
    public void close() {
        network.close();
    }
}
