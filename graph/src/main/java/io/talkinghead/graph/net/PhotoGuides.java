package io.talkinghead.graph.net;

import io.talkinghead.graph.network.NetworkEngine;
import io.talkinghead.model.ModelBundle;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Makes of photos what they guide the generator of a head that turns by. The embedder is only started where photos lend something.
 *
 * <p><b>Threading:</b> any number of threads.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PhotoGuides implements AutoCloseable {
    private final @Nullable NetworkEmbedder lender;

    private PhotoGuides(@Nullable NetworkEmbedder lender) {
        this.lender = lender;
    }

    /** Starts what a model needs for it. */
    public static PhotoGuides open(ModelBundle model, NetworkEngine engine) {
        return new PhotoGuides(model.spec().conditioning().lends() ? NetworkEmbedder.open(model, engine) : null);
    }

    /**
     * Returns the photo and what it lends, one map behind the other.
     *
     * @param landmarkPicture 3 x R x R in [-1, 1]
     * @param photo the same
     */
    public float[] of(float[] landmarkPicture, float[] photo) {
        return lender == null ? photo : lender.guide(landmarkPicture, photo);
    }

    @Override
    public void close() {
        if (lender != null) {
            lender.close();
        }
    }
}
