package io.talkinghead.djl.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.djl.sample.Batch;
import io.talkinghead.djl.sample.Shot;
import io.talkinghead.model.ModelSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Episodes as arrays; N episodes with S photos in all.
 *
 * @param targets what is to be generated
 * @param landmarkPictures of the photos, [S, 3, R, R]
 * @param photos [S, 3, R, R]
 * @param mean row n has 1 / K for each photo of episode n, [N, S]: takes embeddings to their means
 * @param guide row n has a 1 for the photo that guides episode n, [N, S]: picks guides out of all photos
 * @param identity row n has a 1 for the video of episode n, [N, videos]: picks rows of W
 */
record EpisodeBatch(
        Batch targets, NDArray landmarkPictures, NDArray photos, NDArray mean, NDArray guide, NDArray identity) {
    /** Picks the rows of these videos, [N, e], out of those of all. */
    NDArray rows(NDArray all) {
        return identity.matMul(all);
    }

    /** Lays episodes out. */
    static EpisodeBatch of(NDManager manager, List<Episode> episodes, ModelSpec spec, int videos) {
        List<Shot> photos = new ArrayList<>();
        episodes.forEach(episode -> photos.addAll(episode.photos()));
        int resolution = photos.get(0).resolution();
        float[] mean = new float[episodes.size() * photos.size()];
        float[] guide = new float[mean.length];
        float[] identity = new float[episodes.size() * videos];
        int photo = 0;
        for (int n = 0; n < episodes.size(); n++) {
            Episode episode = episodes.get(n);
            identity[n * videos + episode.row()] = 1;
            guide[n * photos.size() + photo + episode.guideIndex()] = 1;
            for (int k = 0; k < episode.photos().size(); k++) {
                mean[n * photos.size() + photo++] = 1f / episode.photos().size();
            }
        }
        return new EpisodeBatch(
                Batch.of(manager, spec, episodes.stream().map(Episode::sample).toList()),
                Batch.stack(manager, photos.stream().map(Shot::landmarkPicture).toList(), 3, resolution),
                Batch.stack(manager, photos.stream().map(Shot::planes).toList(), 3, resolution),
                TorchArrays.of(manager, mean, new Shape(episodes.size(), photos.size())),
                TorchArrays.of(manager, guide, new Shape(episodes.size(), photos.size())),
                TorchArrays.of(manager, identity, new Shape(episodes.size(), videos)));
    }
}
