package io.talkinghead.djl.sample;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.djl.net.EmbeddedPhotos;
import io.talkinghead.djl.net.HeadNetworks;
import io.talkinghead.model.Weights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The embedder of a model whose weights stay as they are. */
public final class ShotEmbedder {
    private final HeadNetworks networks;
    private final NDManager manager;
    private final Map<String, NDArray> weights = new HashMap<>();

    /** Takes the embedder's among some weights; {@code manager} owns them. */
    public ShotEmbedder(HeadNetworks networks, Weights weights, NDManager manager) {
        this.networks = networks;
        this.manager = manager;
        weights.tensors().forEach((name, tensor) -> {
            if (name.startsWith("embedder.")) {
                this.weights.put(name, TorchArrays.of(manager, tensor));
            }
        });
    }

    /** Returns the mean of the photos' embeddings. */
    public float[] mean(List<Shot> photos) {
        return Gradients.off(() -> {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                return embed(photos).embeddings().mean(new int[] {0}).toFloatArray();
            }
        });
    }

    /** Tells whether photos guide the generator. */
    boolean guides() {
        return switch (networks.spec().conditioning().kind()) {
            case LANDMARKS -> false;
            case TURNED -> true;
        };
    }

    /** Embeds photos, without gradients; the caller's scope owns the arrays. */
    EmbeddedPhotos embed(List<Shot> photos) {
        int resolution = networks.spec().resolution();
        return Gradients.off(() -> {
            NDArray landmarks = Batch.stack(
                    manager, photos.stream().map(Shot::landmarkPicture).toList(), 3, resolution);
            NDArray planes =
                    Batch.stack(manager, photos.stream().map(Shot::planes).toList(), 3, resolution);
            return networks.embed(landmarks, planes, weights);
        });
    }
}
