package io.talkinghead.lab.training;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How training episodes are drawn. Values out of range are refused with an
 * {@link IllegalArgumentException} that names them.
 *
 * <p><b>Threading:</b> immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class EpisodeOptions {
    private static final int MOST_SHOTS = 64;

    private final Values values;

    private EpisodeOptions(Values values) {
        values.check();
        this.values = values;
    }

    /** The paper's: K = 8, batches of 48, frames drawn evenly, as they are (supplement A.4). */
    public static EpisodeOptions paper() {
        return new EpisodeOptions(new Values());
    }

    /** For small models and few people: 1 to 4 photos, batches of 8, far targets and augmentation. */
    public static EpisodeOptions compact() {
        return paper().withShots(1, 4)
                .withBatch(8)
                .withRandomGuide(0.5)
                .withFarTargets(0.5)
                .withAugment(true);
    }

    /** For heads that turn: as {@link #compact}, with a quarter of the guides re-posed. */
    public static EpisodeOptions turning() {
        return compact().withReposed(0.25);
    }

    /** Returns the fewest photos of an episode, K: 1 to 64. */
    public int minShots() {
        return values.minShots;
    }

    /** Returns the most photos of an episode, up to 64; a clip of fewer frames gives fewer. */
    public int maxShots() {
        return values.maxShots;
    }

    /** Returns the episodes of one step, 1 or more. */
    public int batch() {
        return values.batch;
    }

    /** Returns how often, 0 to 1, a guided model is shown a photo drawn at random instead of the one nearest in pose. */
    public double randomGuide() {
        return values.randomGuide;
    }

    /** Returns how often, 0 to 1, the target is the frame that differs most of a few drawn ones. */
    public double farTargets() {
        return values.farTargets;
    }

    /**
     * Returns how often, 0 to 1, the photo that guides is the target itself with its head turned in closed form. Above 0, clips of a
     * single frame are trained on, too: always so.
     */
    public double reposed() {
        return values.reposed;
    }

    /** Tells whether an episode is mirrored, recoloured, shifted and scaled, all its frames alike. */
    public boolean augment() {
        return values.augment;
    }

    private EpisodeOptions with(Consumer<Values> change) {
        Values changed = new Values(values);
        change.accept(changed);
        return new EpisodeOptions(changed);
    }

    /** Returns these options with other numbers of photos of an episode. */
    public EpisodeOptions withShots(int min, int max) {
        return with(changed -> {
            changed.minShots = min;
            changed.maxShots = max;
        });
    }

    /** Returns these options with another number of episodes of one step. */
    public EpisodeOptions withBatch(int episodes) {
        return with(changed -> changed.batch = episodes);
    }

    /** Returns these options with guides drawn at random more or less often. */
    public EpisodeOptions withRandomGuide(double share) {
        return with(changed -> changed.randomGuide = share);
    }

    /** Returns these options with far targets more or less often. */
    public EpisodeOptions withFarTargets(double share) {
        return with(changed -> changed.farTargets = share);
    }

    /** Returns these options with re-posed guides more or less often. */
    public EpisodeOptions withReposed(double share) {
        return with(changed -> changed.reposed = share);
    }

    /** Returns these options with augmentation on or off. */
    public EpisodeOptions withAugment(boolean other) {
        return with(changed -> changed.augment = other);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EpisodeOptions that && values.all().equals(that.values.all());
    }

    @Override
    public int hashCode() {
        return values.all().hashCode();
    }

    @Override
    public String toString() {
        return "EpisodeOptions" + values.all();
    }

    /** The options, changed only before they are given to their owner. */
    private static final class Values {
        private int minShots = 8;
        private int maxShots = 8;
        private int batch = 48;
        private double randomGuide = 1;
        private double farTargets = 0;
        private double reposed = 0;
        private boolean augment = false;

        Values() {}

        Values(Values other) {
            minShots = other.minShots;
            maxShots = other.maxShots;
            batch = other.batch;
            randomGuide = other.randomGuide;
            farTargets = other.farTargets;
            reposed = other.reposed;
            augment = other.augment;
        }

        void check() {
            checkArgument(
                    minShots >= 1 && maxShots >= minShots && maxShots <= MOST_SHOTS,
                    "an episode has 1 to %s photos, not %s to %s",
                    MOST_SHOTS,
                    minShots,
                    maxShots);
            checkArgument(batch >= 1, "a step has at least one episode, not %s", batch);
            checkArgument(
                    isShare(randomGuide) && isShare(farTargets) && isShare(reposed),
                    "shares are 0 to 1, not %s, %s and %s",
                    randomGuide,
                    farTargets,
                    reposed);
        }

        private static boolean isShare(double value) {
            return value >= 0 && value <= 1;
        }

        Map<String, @Nullable Object> all() {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            all.put("minShots", minShots);
            all.put("maxShots", maxShots);
            all.put("batch", batch);
            all.put("randomGuide", randomGuide);
            all.put("farTargets", farTargets);
            all.put("reposed", reposed);
            all.put("augment", augment);
            return all;
        }
    }
}
