package io.talkinghead.djl.loss;

import ai.djl.ndarray.NDArray;

/** L_DSC, the discriminator's hinge, and the generator's side of it (paper, section 3.3). */
public final class HingeLoss {
    private HingeLoss() {}

    /** Returns mean max(0, 1 + fake) + mean max(0, 1 - real). */
    public static NDArray ofDiscriminator(NDArray realScore, NDArray fakeScore) {
        NDArray fake = fakeScore.add(1).getNDArrayInternal().relu().mean();
        NDArray real = realScore.neg().add(1).getNDArrayInternal().relu().mean();
        return fake.add(real);
    }

    /** Returns - mean fake. */
    public static NDArray ofGenerator(NDArray fakeScore) {
        return fakeScore.mean().neg();
    }
}
