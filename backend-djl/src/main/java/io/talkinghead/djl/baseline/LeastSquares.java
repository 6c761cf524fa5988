package io.talkinghead.djl.baseline;

import ai.djl.ndarray.NDArray;
import com.google.common.collect.Iterables;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.djl.loss.FeatureMatching;
import java.util.List;

/** What discriminators that look at several scales are trained by, and what they say of a generator (Mao et al. 2017). */
final class LeastSquares {
    private LeastSquares() {}

    /** Returns the mean squared distance of scores to what they should be, summed up over the scales. */
    static NDArray apart(List<List<NDArray>> scales, int wanted) {
        return scales.stream()
                .map(values -> Iterables.getLast(values).sub(wanted).square().mean())
                .reduce(NDArray::add)
                .orElseThrow();
    }

    /**
     * Returns the mean absolute difference of what lies before the scores, summed up over the layers and averaged over the scales.
     *
     * @param real constants
     */
    static NDArray features(List<List<NDArray>> real, List<List<NDArray>> fake) {
        NDArray sum = FeatureMatching.between(beforeScores(real.get(0)), beforeScores(fake.get(0)));
        for (int scale = 1; scale < real.size(); scale++) {
            sum = sum.add(FeatureMatching.between(beforeScores(real.get(scale)), beforeScores(fake.get(scale))));
        }
        int layers = real.get(0).size() - 1;
        return TorchArrays.scaled(sum, (double) layers / real.size());
    }

    private static List<NDArray> beforeScores(List<NDArray> values) {
        return values.subList(0, values.size() - 1);
    }
}
