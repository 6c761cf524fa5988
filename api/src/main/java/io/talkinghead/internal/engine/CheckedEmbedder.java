package io.talkinghead.internal.engine;

import io.talkinghead.model.ModelSpec;
import io.talkinghead.spi.Embedder;

/** An embedder that is not trusted: see {@link CheckedBackend}. */
final class CheckedEmbedder implements Embedder {
    private static final String WHAT = "embedding a photo";

    private final Embedder embedder;
    private final EngineCalls calls;

    CheckedEmbedder(Embedder embedder, EngineCalls calls) {
        this.embedder = embedder;
        this.calls = calls;
    }

    @Override
    public ModelSpec spec() {
        return embedder.spec();
    }

    @Override
    public float[] embed(float[] landmarkPicture, float[] photo) {
        float[] embedding = calls.call(WHAT, () -> embedder.embed(landmarkPicture, photo));
        if (embedding.length != spec().embedding()) {
            throw calls.failed(WHAT, "it gave " + embedding.length + " numbers, not " + spec().embedding(), null);
        }
        if (!FiniteNumbers.only(embedding)) {
            throw calls.failed(WHAT, "what it gave are not all numbers (NaN or infinite)", null);
        }
        return embedding;
    }

    @Override
    public void close() {
        calls.release(embedder::close);
    }
}
