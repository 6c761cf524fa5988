package io.talkinghead.model;

import static com.google.common.base.Preconditions.checkArgument;

import org.apiguardian.api.API;

/**
 * How much each part of the content loss counts (paper, section 3.3) where the networks are the shipped ones, in meta-learning and
 * in tuning. Recorded in the model's bundle, so that a person is tuned as the model was trained. Heads that turn
 * ({@link Conditioning.Kind#TURNED}) have fixed weights instead, relative to the features' size; theirs do not count.
 *
 * @param inception for the sum over Inception's layers, instead of the paper's VGG19
 * @param descriptor for the sum over the face descriptor's layers, instead of the paper's VGGFace
 */
@API(status = API.Status.STABLE, since = "0.1")
public record ContentWeights(double inception, double descriptor) {
    /** Checks that none is negative. */
    public ContentWeights {
        checkArgument(
                isWeight(inception) && isWeight(descriptor),
                "content weights are finite and not negative, not %s and %s",
                inception,
                descriptor);
    }

    private static boolean isWeight(double value) {
        return Double.isFinite(value) && value >= 0;
    }

    /** What the calibration gave that docs/tuning.md tells of; also for bundles that record nothing. */
    public static ContentWeights calibrated() {
        return new ContentWeights(4.4, 0.23);
    }
}
