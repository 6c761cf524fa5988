package io.talkinghead.djl.train;

import ai.djl.ndarray.NDArray;
import io.talkinghead.djl.net.EmbeddedPhotos;
import io.talkinghead.djl.net.Generated;
import io.talkinghead.djl.net.HeadNetworks;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Episodes on their way through embedder and generator.
 *
 * @param batch the episodes
 * @param embeddings of all photos, [S, e]
 * @param generated the targets as the generator makes them
 */
record Forward(EpisodeBatch batch, NDArray embeddings, Generated generated) {
    /** Embeds the photos, takes each episode's mean and generates its target. */
    static Forward of(HeadNetworks networks, EpisodeBatch batch, Map<String, NDArray> weights) {
        EmbeddedPhotos seen = networks.embed(batch.landmarkPictures(), batch.photos(), weights);
        NDArray psi = networks.project(batch.mean().matMul(seen.embeddings()), weights);
        @Nullable
        NDArray guides = switch (networks.spec().conditioning().kind()) {
            case LANDMARKS -> null;
            case TURNED -> batch.guide().matMul(seen.guides());
        };
        return new Forward(
                batch, seen.embeddings(), networks.generate(batch.targets().input(), guides, psi, weights));
    }
}
