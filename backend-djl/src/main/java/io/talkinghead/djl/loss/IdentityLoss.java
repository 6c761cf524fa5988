package io.talkinghead.djl.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.google.common.collect.Iterables;
import io.talkinghead.face.Landmarks;
import io.talkinghead.graph.feature.FeatureNetFile;
import java.util.List;

/**
 * How unlike faces are as the face descriptor sees them, whatever their pose.
 *
 * <p><b>Threading:</b> any number of threads, until it is closed; it owns its network.
 */
public final class IdentityLoss implements AutoCloseable {
    /** Keeps the gradient of a distance finite where there is none. */
    private static final float LEAST_SQUARE = 1e-12f;

    private final FeatureNetwork descriptor;

    private IdentityLoss(FeatureNetwork descriptor) {
        this.descriptor = descriptor;
    }

    /** Opens it with the shipped descriptor. */
    public static IdentityLoss open(NDManager manager) {
        return new IdentityLoss(FeatureNetwork.describing(manager, DataType.FLOAT32));
    }

    /**
     * Describes faces.
     *
     * @param pictures [N, 3, R, R] in [-1, 1]
     * @param landmarks of each, in pixels
     * @return [N, 128]
     */
    public NDArray described(NDArray pictures, List<Landmarks> landmarks) {
        int facePx = FeatureNetFile.DESCRIPTOR.resolution();
        return Iterables.getLast(descriptor.features(FaceView.of(pictures, landmarks, facePx)));
    }

    /** Returns the mean distance between descriptions, [N, 128] both; below about 0.6 they are taken for one person's. */
    public static NDArray distance(NDArray found, NDArray expected) {
        return found.sub(expected)
                .square()
                .sum(new int[] {1})
                .add(LEAST_SQUARE)
                .sqrt()
                .mean();
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
