package io.talkinghead.djl.sample;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.face.Landmarks;
import java.util.ArrayList;
import java.util.List;

/**
 * Targets to be generated, as arrays; N of them.
 *
 * @param landmarks in pixels of the crop, for what must look at single faces
 * @param input of the generator, [N, c, R, R]
 * @param landmarkPictures [N, 3, R, R]
 * @param images the true pictures, [N, 3, R, R]
 * @param regions how much each pixel counts, [N, 1, R, R]
 */
public record Batch(
        List<Landmarks> landmarks, NDArray input, NDArray landmarkPictures, NDArray images, NDArray regions) {
    /** Lays out targets, each with what the generator is shown for it. */
    public static Batch of(NDManager manager, List<Shot> targets, List<float[]> inputs) {
        int resolution = targets.get(0).resolution();
        int channels = inputs.get(0).length / (resolution * resolution);
        NDArray input = stack(manager, inputs, channels, resolution);
        NDArray landmarkPictures =
                stack(manager, targets.stream().map(Shot::landmarkPicture).toList(), 3, resolution);
        NDArray images = stack(manager, targets.stream().map(Shot::planes).toList(), 3, resolution);
        NDArray regions = stack(manager, targets.stream().map(Shot::regions).toList(), 1, resolution);
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
