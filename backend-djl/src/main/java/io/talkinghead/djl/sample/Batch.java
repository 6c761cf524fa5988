package io.talkinghead.djl.sample;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.face.Landmarks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Targets to be generated, as arrays; N of them.
 *
 * @param landmarks in pixels of the crop, for what must look at single faces
 * @param input of the generator, [N, c, R, R]: landmark pictures, with the guides behind them where there are some
 * @param landmarkPictures [N, 3, R, R]
 * @param images the true pictures, [N, 3, R, R]
 * @param regions how much each pixel counts, [N, 1, R, R]
 */
public record Batch(
        List<Landmarks> landmarks, NDArray input, NDArray landmarkPictures, NDArray images, NDArray regions) {
    /** Lays out targets, each with its guide warped to it, or without guides. */
    public static Batch of(NDManager manager, List<Shot> targets, @Nullable List<float[]> guides) {
        int resolution = targets.get(0).resolution();
        NDArray landmarkPictures =
                stack(manager, targets.stream().map(Shot::landmarkPicture).toList(), 3, resolution);
        NDArray images = stack(manager, targets.stream().map(Shot::planes).toList(), 3, resolution);
        NDArray regions = stack(manager, targets.stream().map(Shot::regions).toList(), 1, resolution);
        NDArray input =
                guides == null ? landmarkPictures : landmarkPictures.concat(stack(manager, guides, 3, resolution), 1);
        List<Landmarks> landmarks = new ArrayList<>();
        targets.forEach(target -> landmarks.add(target.landmarks()));
        return new Batch(landmarks, input, landmarkPictures, images, regions);
    }

    /** Returns N. */
    public int size() {
        return landmarks.size();
    }

    /** Lays planar pictures out as one array. */
    public static NDArray stack(NDManager manager, List<float[]> pictures, int channels, int resolution) {
        int length = channels * resolution * resolution;
        float[] all = new float[pictures.size() * length];
        for (int i = 0; i < pictures.size(); i++) {
            System.arraycopy(pictures.get(i), 0, all, i * length, length);
        }
        return TorchArrays.of(manager, all, new Shape(pictures.size(), channels, resolution, resolution));
    }
}
