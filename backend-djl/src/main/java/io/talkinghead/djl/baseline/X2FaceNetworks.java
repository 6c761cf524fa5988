package io.talkinghead.djl.baseline;

import static io.talkinghead.djl.baseline.X2FaceTables.driving;
import static io.talkinghead.djl.baseline.X2FaceTables.embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.djl.program.GridSampling;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * X2Face as functions of arrays. Flows are what is added to each pixel's own place, at most half a picture's side each way.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class X2FaceNetworks {
    private final int levels;
    private final LayerNetwork embedding;
    private final LayerNetwork driving;

    X2FaceNetworks(X2FaceTables tables, int levels, Function<String, NDArray> arrays, boolean training) {
        this.levels = levels;
        embedding = new LayerNetwork(tables.embedding(), arrays, training);
        driving = new LayerNetwork(tables.driving(), arrays, training);
    }

    /**
     * Makes one embedded face of each person's source frames: each is moved as its flow says, and they are averaged, each pixel by the
     * frames' confidence.
     *
     * @param sources [S, 3, R, R] in [-1, 1], those of the first person first
     * @param counts of each person's source frames, S in all
     * @return [N, 3, R, R]
     */
    NDArray embedded(NDArray sources, List<Integer> counts) {
        NDArray found = flowAndConfidence(sources);
        NDArray faces = moved(sources, channels(found, 0, 2));
        NDArray confidence = channels(found, 2, X2FaceTables.EMBEDDED);
        NDList averaged = new NDList();
        long first = 0;
        for (int count : counts) {
            averaged.add(averaged(rows(faces, first, count), rows(confidence, first, count)));
            first += count;
        }
        return joined(averaged);
    }

    /** Confidence counts as a softmax over a person's frames. */
    private static NDArray averaged(NDArray faces, NDArray confidence) {
        return faces.mul(confidence.softmax(0)).sum(new int[] {0}, true);
    }

    private NDArray flowAndConfidence(NDArray x) {
        List<NDArray> down = new ArrayList<>();
        for (int level = 0; level < levels; level++) {
            down.add(embedding.apply(embedding(true, level), level == 0 ? x : down.get(level - 1)));
        }
        NDArray up = embedding.apply(embedding(false, levels - 1), down.get(levels - 1));
        for (int level = levels - 2; level >= 0; level--) {
            NDArray beside = Activation.RELU.apply(down.get(level));
            up = embedding.apply(embedding(false, level), NDArrays.concat(new NDList(beside, up), 1));
        }
        return up;
    }

    /**
     * Returns how embedded faces are moved to be as frames are.
     *
     * @param drivers [N, 3, R, R] in [-1, 1]
     * @return [N, 2, R, R]
     */
    NDArray flows(NDArray drivers) {
        NDArray x = drivers;
        for (int level = 0; level < levels; level++) {
            x = driving.apply(driving(true, level), x);
        }
        for (int level = levels - 1; level >= 0; level--) {
            x = driving.apply(driving(false, level), x);
        }
        return x;
    }

    /**
     * Moves pictures.
     *
     * @param pictures [N, 3, R, R]
     * @param flows [N, 2, R, R], unbounded; a hyperbolic tangent bounds them
     */
    static NDArray moved(NDArray pictures, NDArray flows) {
        NDArray offsets = Activation.TANH.apply(flows).transpose(0, 2, 3, 1);
        return GridSampling.of(pictures, offsets.add(ownPlaces(pictures)));
    }

    /** The place of each pixel, [1, R, R, 2], as {@link GridSampling} counts. */
    private static NDArray ownPlaces(NDArray pictures) {
        int side = (int) pictures.getShape().get(2);
        float[] places = new float[2 * side * side];
        for (int i = 0; i < side * side; i++) {
            places[2 * i] = (2f * (i % side) + 1) / side - 1;
            places[2 * i + 1] = (2f * Math.floorDiv(i, side) + 1) / side - 1;
        }
        NDManager manager = pictures.getManager();
        return Gradients.off(
                () -> TorchArrays.of(manager, places, new Shape(1, side, side, 2), pictures.getDataType()));
    }

    private static NDArray channels(NDArray x, int from, int to) {
        return x.get(new NDIndex().addAllDim().addSliceDim(from, to));
    }

    private static NDArray rows(NDArray x, long first, int count) {
        return x.get(new NDIndex().addSliceDim(first, first + count));
    }

    /** DJL joins a single array by copying it, which cuts the gradient. */
    private static NDArray joined(NDList parts) {
        return parts.size() == 1 ? parts.get(0) : NDArrays.concat(parts, 0);
    }
}
