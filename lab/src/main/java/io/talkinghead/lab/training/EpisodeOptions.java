package io.talkinghead.lab.training;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How training episodes are drawn.
 *
 * @param minShots fewest photos of an episode, K
 * @param maxShots most photos of an episode; a clip of fewer frames gives fewer
 * @param batch episodes of one step
 * @param randomGuide how often, 0 to 1, a guided model is shown a photo drawn at random instead of the one nearest in pose
 * @param farTargets how often, 0 to 1, the target is the frame that differs most of a few drawn ones
 * @param augment whether an episode is mirrored, recoloured, shifted and scaled, all its frames alike
 */
public record EpisodeOptions(
        int minShots, int maxShots, int batch, double randomGuide, double farTargets, boolean augment) {
    private static final int MOST_SHOTS = 64;

    /** Checks the numbers. */
    public EpisodeOptions {
        checkArgument(
                minShots >= 1 && maxShots >= minShots && maxShots <= MOST_SHOTS,
                "an episode has 1 to %s photos, not %s to %s",
                MOST_SHOTS,
                minShots,
                maxShots);
        checkArgument(batch >= 1, "a step has at least one episode, not %s", batch);
        checkArgument(
                randomGuide >= 0 && randomGuide <= 1 && farTargets >= 0 && farTargets <= 1,
                "shares are 0 to 1, not %s and %s",
                randomGuide,
                farTargets);
    }

    /** The paper's: K = 8, batches of 48, frames drawn evenly, as they are (supplement A.4). */
    public static EpisodeOptions paper() {
        return new EpisodeOptions(8, 8, 48, 1, 0, false);
    }

    /** For small models and few people: 1 to 4 photos, batches of 8, far targets and augmentation. */
    public static EpisodeOptions compact() {
        return new EpisodeOptions(1, 4, 8, 0.5, 0.5, true);
    }
}
