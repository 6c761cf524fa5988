package io.talkinghead.internal.render;

import io.talkinghead.conditioning.GeneratorInput;
import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.model.Conditioning;
import io.talkinghead.spi.Generator;
import java.nio.FloatBuffer;

/** One thread's buffers for rendering, used for one frame after another. */
final class RenderPass implements AutoCloseable {
    private final PhotoLayout layout;
    private final Generator.Pass network;
    private final GeneratorInput input;
    private final PosedFace target;
    private final Output output;
    private final byte[] crop;

    RenderPass(PhotoLayout layout, Generator generator) {
        this.layout = layout;
        network = generator.newPass();
        input = GeneratorInput.of(generator.spec());
        target = new PosedFace(generator.spec().resolution());
        output = switch (generator.spec().conditioning().kind()) {
            case LANDMARKS -> enlarged(Composer.ofPictures(layout.upscaling()));
            case TURNED ->
                moved(
                        Composer.ofMotions(
                                layout.upscaling(),
                                ((Conditioning.Turned) generator.spec().conditioning())
                                        .flowSide(generator.spec().resolution())),
                        network.flow().orElseThrow());
        };
        int size = layout.upscaling().outputPx();
        crop = new byte[layout.pastes() ? 3 * size * size : 0];
    }

    private Output enlarged(Composer composer) {
        return (guide, rgb) -> composer.enlarge(network.image(), rgb);
    }

    private Output moved(Composer composer, FloatBuffer flow) {
        return (guide, rgb) -> composer.move(flow, network.image(), guide.outputCrop(), rgb);
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
