package io.talkinghead.djl.loss;

import ai.djl.ndarray.NDArray;
import io.talkinghead.djl.engine.TorchArrays;
import java.util.List;

/** L_FM: the mean over the discriminator's blocks of the mean absolute difference of their outputs. */
public final class FeatureMatching {
    private FeatureMatching() {}

    /** Compares; the real side is a constant. */
    public static NDArray between(List<NDArray> real, List<NDArray> fake) {
        NDArray sum = difference(real.get(0), fake.get(0));
        for (int k = 1; k < real.size(); k++) {
            sum = sum.add(difference(real.get(k), fake.get(k)));
        }
        return TorchArrays.scaled(sum, 1.0 / real.size());
    }

    private static NDArray difference(NDArray real, NDArray fake) {
        return fake.sub(real.stopGradient()).abs().mean();
    }
}
