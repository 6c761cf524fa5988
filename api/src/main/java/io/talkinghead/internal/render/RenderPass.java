package io.talkinghead.internal.render;

import io.talkinghead.conditioning.GeneratorInput;
import io.talkinghead.conditioning.GuidedInput;
import io.talkinghead.conditioning.WarpRows;
import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.spi.Generator;
import java.nio.FloatBuffer;

/** One thread's buffers for rendering, used for one frame after another. */
final class RenderPass implements AutoCloseable {
    private final PhotoLayout layout;
    private final Generator.Pass network;
    private final GeneratorInput input;
    private final PosedFace target;
    private final Composer composer;
    private final Output output;
    private final byte[] crop;

    RenderPass(PhotoLayout layout, Generator generator) {
        this.layout = layout;
        network = generator.newPass();
        input = GeneratorInput.of(generator.spec());
        target = new PosedFace(generator.spec().resolution());
        composer = new Composer(layout.upscaling());
        output = switch (generator.spec().conditioning().kind()) {
            case LANDMARKS -> (guide, rgb) -> composer.enlarge(network.image(), rgb);
            case GUIDED, REFINED -> withDetail((GuidedInput) input);
            case TURNED -> moved(network.flow().orElseThrow());
        };
        int size = layout.upscaling().outputPx();
        crop = new byte[layout.pastes() ? 3 * size * size : 0];
    }

    private Output withDetail(GuidedInput guided) {
        WarpRows sources = guided.rows(layout.upscaling());
        FloatBuffer mask = network.mask().orElseThrow();
        return (guide, rgb) ->
                composer.compose(network.image(), mask, guided.warped(), sources, guide.outputCrop(), rgb);
    }

    private Output moved(FloatBuffer flow) {
        return (guide, rgb) -> composer.move(flow, network.image(), guide.outputCrop(), rgb);
    }

    /** Renders landmarks given in pixels of the neutral photo. */
    Frame render(Landmarks landmarks) {
        layout.setTarget(target, landmarks);
        PhotoView guide = layout.guideFor(target);
        guide.taken().ifPresent(network::guideBy);
        input.write(target, guide.prepared(), network.input());
        network.run();
        int size = layout.upscaling().outputPx();
        // A pasted crop is only an intermediate; an unpasted one is the picture handed out.
        byte[] rgb = layout.pastes() ? crop : new byte[3 * size * size];
        output.write(guide, rgb);
        return layout.finish(rgb);
    }

    @Override
    public void close() {
        network.close();
    }

    /** How the network's picture becomes the output. */
    private interface Output {
        void write(PhotoView guide, byte[] rgb);
    }
}
