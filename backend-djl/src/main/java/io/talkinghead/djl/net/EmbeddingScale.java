package io.talkinghead.djl.net;

import io.talkinghead.model.ModelSpec;

/**
 * By how much the networks' embeddings are larger than those a training reckons with. The networks sum their last features up over
 * R/64 x R/64 cells. Heads that turn are trained by the means instead - matching, W's rows, the discriminator's score, what the
 * projection's rate and beginning refer to - so that a training means the same at every resolution; the factor is the number of cells.
 * For all others it is 1, as in the paper.
 */
public final class EmbeddingScale {
    private EmbeddingScale() {}

    /** Returns the factor of an architecture. */
    public static double of(ModelSpec spec) {
        return switch (spec.conditioning().kind()) {
            case LANDMARKS -> 1;
            case TURNED -> {
                int side = spec.resolution() >> ModelSpec.EMBEDDER_BLOCKS;
                yield side * side;
            }
        };
    }

    /** Returns an embedding as a training reckons with it. */
    public static float[] reckoned(ModelSpec spec, float[] embedding) {
        double scale = of(spec);
        float[] reckoned = new float[embedding.length];
        for (int i = 0; i < reckoned.length; i++) {
            reckoned[i] = (float) (embedding[i] / scale);
        }
        return reckoned;
    }
}
