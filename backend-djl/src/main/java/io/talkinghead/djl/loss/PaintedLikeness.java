package io.talkinghead.djl.loss;

import ai.djl.ndarray.NDArray;
import io.talkinghead.djl.net.Generated;
import io.talkinghead.djl.sample.Batch;

/** The paper's content loss. */
final class PaintedLikeness implements Likeness {
    private final ContentLoss content;

    /** Takes over the content loss. */
    PaintedLikeness(ContentLoss content) {
        this.content = content;
    }

    @Override
    public NDArray of(Generated made, Batch batch) {
        return content.between(made.image(), batch.images(), batch.landmarks());
    }

    @Override
    public void close() {
        content.close();
    }
}
