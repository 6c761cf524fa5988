package io.talkinghead.djl.sample;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Photos as guides of heads that turn, with what they lend: constants, each computed by an embedder when it is first asked for.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
public final class ShotGuides {
    private final ShotEmbedder embedder;
    private final IdentityHashMap<Shot, NDArray> known = new IdentityHashMap<>();

    /** Begins without any; the embedder's manager will own them. */
    public ShotGuides(ShotEmbedder embedder) {
        this.embedder = embedder;
    }

    /** Returns photos as guides, [N, 3 R R + M], or nothing where heads do not turn. */
    public @Nullable NDArray of(List<Shot> photos) {
        if (!embedder.guides()) {
            return null;
        }
        NDList guides = new NDList();
        for (Shot photo : photos) {
            NDArray guide = known.get(photo);
            if (guide == null) {
                guide = embedder.embed(List.of(photo)).guides();
                // It outlives the step it is made in.
                NDScope.unregister(guide);
                known.put(photo, guide);
            }
            guides.add(guide);
        }
        return NDArrays.concat(guides, 0);
    }
}
