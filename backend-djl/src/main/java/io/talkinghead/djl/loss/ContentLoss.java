package io.talkinghead.djl.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import com.google.common.collect.ImmutableList;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.face.DescriptorCrop;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.SquareCrop;
import java.util.List;

/**
 * L_CNT: for each of a list of feature networks, its weight times the sum over its taps of the mean absolute difference
 * (paper, section 3.3). The target's side is a constant.
 *
 * <p>It owns its networks.
 */
public final class ContentLoss implements AutoCloseable {
    private static final int BILINEAR = 2;

    private final ImmutableList<Term> terms;

    /** Takes over networks with their weights. */
    public ContentLoss(List<Term> terms) {
        this.terms = ImmutableList.copyOf(terms);
    }

    /**
     * Compares.
     *
     * @param made [N, 3, R, R] in [-1, 1]
     * @param target [N, 3, R, R]
     * @param faces the target's landmarks in pixels, for networks that look at the face alone
     */
    public NDArray between(NDArray made, NDArray target, List<Landmarks> faces) {
        NDArray sum = null;
        for (Term term : terms) {
            List<NDArray> expected = Gradients.off(() -> term.network.features(term.view(target, faces)));
            List<NDArray> found = term.network.features(term.view(made, faces));
            for (int tap = 0; tap < found.size(); tap++) {
                NDArray difference = TorchArrays.scaled(
                        found.get(tap).sub(expected.get(tap)).abs().mean(), term.weight);
                sum = sum == null ? difference : sum.add(difference);
            }
        }
        return sum == null ? made.mean().stopGradient().zerosLike() : sum;
    }

    @Override
    public void close() {
        terms.forEach(term -> term.network.close());
    }

    /**
     * One network.
     *
     * @param network what looks
     * @param weight of the sum over its taps
     * @param facePx the side of the face crops it takes, or 0 for whole pictures
     */
    public record Term(FeatureNetwork network, double weight, int facePx) {
        private NDArray view(NDArray pictures, List<Landmarks> faces) {
            if (facePx == 0) {
                return pictures;
            }
            NDList crops = new NDList();
            for (int i = 0; i < faces.size(); i++) {
                crops.add(face(pictures, i, faces.get(i)));
            }
            // DJL joins a single array by copying it, which cuts the gradient.
            return crops.size() == 1 ? crops.get(0) : NDArrays.concat(crops, 0);
        }

        /** Cuts whole pixels, so that cutting is exact, and enlarges them. */
        private NDArray face(NDArray pictures, int index, Landmarks landmarks) {
            long resolution = pictures.getShape().get(2);
            SquareCrop crop = DescriptorCrop.squareAround(landmarks);
            long left = inside(crop.left(), resolution);
            long top = inside(crop.top(), resolution);
            long side = Math.max(2, Math.min(Math.round(crop.side()), resolution - Math.max(left, top)));
            NDArray cut = pictures.get(new NDIndex()
                    .addSliceDim(index, index + 1L)
                    .addAllDim()
                    .addSliceDim(top, top + side)
                    .addSliceDim(left, left + side));
            return cut.getNDArrayInternal().interpolation(new long[] {facePx, facePx}, BILINEAR, false);
        }

        private static long inside(double position, long resolution) {
            return Math.max(0, Math.min(resolution - 2, Math.round(position)));
        }
    }
}
