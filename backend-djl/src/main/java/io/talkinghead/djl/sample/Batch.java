package io.talkinghead.djl.sample;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.face.Landmarks;
import io.talkinghead.model.ModelSpec;
import java.util.List;
import java.util.function.Function;

/**
 * Targets to be generated, as arrays; N of them.
 *
 * @param samples what they are of
 * @param input of the generator, [N, c, R, R], or of heads that turn [N, L]
 * @param landmarkPictures [N, 3, R, R]
 * @param images the true pictures, [N, 3, R, R]
 * @param regions how much each pixel counts, [N, 1, R, R]
 */
public record Batch(List<Sample> samples, NDArray input, NDArray landmarkPictures, NDArray images, NDArray regions) {
    /** Lays out samples, each with what the generator is shown for it. */
    public static Batch of(NDManager manager, ModelSpec spec, List<Sample> samples) {
        int resolution = spec.resolution();
        List<Integer> shape = spec.conditioning().inputShape(resolution);
        long[] input = new long[1 + shape.size()];
        input[0] = samples.size();
        for (int i = 0; i < shape.size(); i++) {
            input[1 + i] = shape.get(i);
        }
        return new Batch(
                List.copyOf(samples),
                stack(manager, each(samples, sample -> sample.input(spec)), new Shape(input)),
                stack(manager, each(samples, sample -> sample.target().landmarkPicture()), 3, resolution),
                stack(manager, each(samples, sample -> sample.target().planes()), 3, resolution),
                stack(manager, each(samples, sample -> sample.regions()), 1, resolution));
    }

    private static List<float[]> each(List<Sample> samples, Function<Sample, float[]> values) {
        return samples.parallelStream().map(values).toList();
    }

    /** Returns N. */
    public int size() {
        return samples.size();
    }

    /** Returns the targets' landmarks in pixels of the crop, for what must look at single faces. */
    public List<Landmarks> landmarks() {
        return samples.stream().map(sample -> sample.target().landmarks()).toList();
    }

    /** Returns the photos to go by. */
    public List<Shot> guides() {
        return samples.stream().map(Sample::guide).toList();
    }

    /** Lays planar pictures out as one array. */
    public static NDArray stack(NDManager manager, List<float[]> pictures, int channels, int resolution) {
        return stack(manager, pictures, new Shape(pictures.size(), channels, resolution, resolution));
    }

    private static NDArray stack(NDManager manager, List<float[]> parts, Shape shape) {
        int length = parts.get(0).length;
        float[] all = new float[parts.size() * length];
        for (int i = 0; i < parts.size(); i++) {
            System.arraycopy(parts.get(i), 0, all, i * length, length);
        }
        return TorchArrays.of(manager, all, shape);
    }
}
