package io.talkinghead.internal.render;

import io.talkinghead.conditioning.GeneratorInput;
import io.talkinghead.conditioning.Upscaling;
import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.spi.Generator;

/** One thread's buffers for rendering, used for one frame after another. */
final class RenderPass implements AutoCloseable {
    private final PhotoLayout layout;
    private final Generator.Pass network;
    private final GeneratorInput input;
    private final PosedFace target;
    private final OutputPicture output;
    private final byte[] crop;

    RenderPass(PhotoLayout layout, Generator generator) {
        this.layout = layout;
        network = generator.newPass();
        input = GeneratorInput.of(generator.spec());
        target = new PosedFace(generator.spec().resolution());
        output = outputOf(layout.upscaling(), network, generator.spec());
        int size = layout.upscaling().outputPx();
        crop = new byte[layout.pastes() ? 3 * size * size : 0];
    }

    private static OutputPicture outputOf(Upscaling upscaling, Generator.Pass network, ModelSpec spec) {
        return switch (spec.conditioning().kind()) {
            case LANDMARKS -> new EnlargedPicture(upscaling, network.image());
            case TURNED ->
                new MovedPicture(
                        upscaling,
                        spec.conditioning().flowSide(spec.resolution()),
                        network.flow().orElseThrow(),
                        network.image());
        };
    }

    /** Renders landmarks given in pixels of the neutral photo. */
    Frame render(Landmarks landmarks) {
        layout.setTarget(target, landmarks);
        PhotoView guide = layout.guideFor(target);
        // Not by a lambda: it would be allocated for each frame.
        if (guide.taken().isPresent()) {
            network.guideBy(guide.taken().get());
        }
        input.write(target, guide.prepared(), network.input());
        network.run();
        int size = layout.upscaling().outputPx();
        // A pasted crop is only an intermediate; an unpasted one is the picture handed out.
        byte[] rgb = layout.pastes() ? crop : new byte[3 * size * size];
        output.write(guide.outputCrop(), rgb);
        return layout.finish(rgb);
    }

    @Override
    public void close() {
        network.close();
    }
}
