package io.talkinghead.djl.loss;

import ai.djl.ndarray.NDArray;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.djl.net.Generated;
import io.talkinghead.djl.sample.Batch;

/**
 * The paper's content loss, and of a guided model pixels. Its composite is what users see, so content looks at that; pixels are
 * compared in its own picture too: measured by the composite alone, it would soon only copy the warped photo.
 */
final class PaintedLikeness implements Likeness {
    private final ContentLoss content;
    private final double pixels;

    /**
     * Takes over the content loss.
     *
     * @param pixels the weight of {@link PixelLoss}
     */
    PaintedLikeness(ContentLoss content, double pixels) {
        this.content = content;
        this.pixels = pixels;
    }

    @Override
    public NDArray of(Generated made, Batch batch) {
        NDArray alike = content.between(made.image(), batch.images(), batch.landmarks());
        return made instanceof Generated.Blended blended ? alike.add(ofPixels(blended, batch)) : alike;
    }

    private NDArray ofPixels(Generated.Blended made, Batch batch) {
        NDArray differences = PixelLoss.between(made.image(), batch.images(), batch.regions())
                .add(PixelLoss.between(made.picture(), batch.images(), batch.regions()));
        return TorchArrays.scaled(differences, pixels);
    }

    @Override
    public void close() {
        content.close();
    }
}
