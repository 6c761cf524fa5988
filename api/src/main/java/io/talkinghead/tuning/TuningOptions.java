package io.talkinghead.tuning;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How a person is fine-tuned (paper, section 3.4 and supplement A.4). Values out of range are refused with an
 * {@link IllegalArgumentException} that names them.
 *
 * <p><b>Threading:</b> immutable.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class TuningOptions {
    private final Values values;

    private TuningOptions(Values values) {
        values.check();
        this.values = values;
    }

    /** The paper's: 40 epochs, batches of 8, rates 5e-5 and 2e-4, two discriminator steps; a photo held out; seed 0. */
    public static TuningOptions defaults() {
        return new TuningOptions(new Values());
    }

    /** Returns the passes over the photos, 1 or more. */
    public int epochs() {
        return values.epochs;
    }

    /** Returns the photos of one step, 1 or more; empty means 8, or all where there are fewer. */
    public OptionalInt batch() {
        return values.batch == null ? OptionalInt.empty() : OptionalInt.of(values.batch);
    }

    /** Returns the learning rate of the generator and of psi', above 0. */
    public double generatorRate() {
        return values.generatorRate;
    }

    /** Returns the learning rate of the discriminator and of w', above 0. */
    public double discriminatorRate() {
        return values.discriminatorRate;
    }

    /** Returns the updates of the discriminator for one of the generator, 1 or more. */
    public int discriminatorSteps() {
        return values.discriminatorSteps;
    }

    /** Returns what is left out. */
    public Set<Ablation> ablations() {
        return values.ablations;
    }

    /** Returns the networks of the content loss. */
    public ContentNetworks content() {
        return values.content;
    }

    /**
     * Tells whether, of 4 photos or more, one is kept back to choose the best epoch by and to stop when it is past. One or two photos
     * of a head that turns are judged by their mirror images instead.
     */
    public boolean holdOut() {
        return values.holdOut;
    }

    /** Returns when to stop at the latest; empty for never. */
    public Optional<Duration> timeBudget() {
        return Optional.ofNullable(values.timeBudget);
    }

    /** Returns the seed of everything random. */
    public long seed() {
        return values.seed;
    }

    private TuningOptions with(Consumer<Values> change) {
        Values changed = new Values(values);
        change.accept(changed);
        return new TuningOptions(changed);
    }

    /** Returns these options with another number of epochs. */
    public TuningOptions withEpochs(int other) {
        return with(changed -> changed.epochs = other);
    }

    /** Returns these options with another number of photos of one step. */
    public TuningOptions withBatch(int photos) {
        return with(changed -> changed.batch = photos);
    }

    /** Returns these options with other learning rates. */
    public TuningOptions withRates(double generator, double discriminator) {
        return with(changed -> {
            changed.generatorRate = generator;
            changed.discriminatorRate = discriminator;
        });
    }

    /** Returns these options with another number of discriminator updates for one of the generator. */
    public TuningOptions withDiscriminatorSteps(int other) {
        return with(changed -> changed.discriminatorSteps = other);
    }

    /** Returns these options with other ablations. */
    public TuningOptions withAblations(Set<Ablation> other) {
        return with(changed -> changed.ablations = Set.copyOf(other));
    }

    /** Returns these options with other networks in the content loss. */
    public TuningOptions withContent(ContentNetworks other) {
        return with(changed -> changed.content = requireNonNull(other, "content"));
    }

    /** Returns these options with or without a photo, or mirror images, held out. */
    public TuningOptions withHoldOut(boolean other) {
        return with(changed -> changed.holdOut = other);
    }

    /** Returns these options with a time budget. */
    public TuningOptions withTimeBudget(Duration budget) {
        return with(changed -> changed.timeBudget = requireNonNull(budget, "budget"));
    }

    /** Returns these options with another seed. */
    public TuningOptions withSeed(long other) {
        return with(changed -> changed.seed = other);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TuningOptions that && values.all().equals(that.values.all());
    }

    @Override
    public int hashCode() {
        return values.all().hashCode();
    }

    @Override
    public String toString() {
        return "TuningOptions" + values.all();
    }

    /** What may be left out, to see what it is good for (supplement, ablation study). */
    public enum Ablation {
        /** psi' starts at random instead of P e. */
        RANDOM_PSI,
        /** w' starts at random instead of w0 + e. */
        RANDOM_IDENTITY,
        /** The content loss alone: no discriminator. */
        NO_ADVERSARIAL
    }

    /** The options, changed only before they are given to their owner. */
    private static final class Values {
        private int epochs = 40;
        private @Nullable Integer batch;
        private double generatorRate = 5e-5;
        private double discriminatorRate = 2e-4;
        private int discriminatorSteps = 2;
        private Set<Ablation> ablations = Set.of();
        private ContentNetworks content = ContentNetworks.shipped();
        private boolean holdOut = true;
        private @Nullable Duration timeBudget;
        private long seed = 0;

        Values() {}

        Values(Values other) {
            epochs = other.epochs;
            batch = other.batch;
            generatorRate = other.generatorRate;
            discriminatorRate = other.discriminatorRate;
            discriminatorSteps = other.discriminatorSteps;
            ablations = other.ablations;
            content = other.content;
            holdOut = other.holdOut;
            timeBudget = other.timeBudget;
            seed = other.seed;
        }

        void check() {
            checkArgument(epochs >= 1, "at least one epoch is needed, not %s", epochs);
            checkArgument(batch == null || batch >= 1, "a batch has at least one photo, not %s", batch);
            checkArgument(
                    generatorRate > 0 && discriminatorRate > 0,
                    "learning rates are positive, not %s and %s",
                    generatorRate,
                    discriminatorRate);
            checkArgument(discriminatorSteps >= 1, "at least one discriminator step, not %s", discriminatorSteps);
        }

        Map<String, @Nullable Object> all() {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            all.put("epochs", epochs);
            all.put("batch", batch);
            all.put("generatorRate", generatorRate);
            all.put("discriminatorRate", discriminatorRate);
            all.put("discriminatorSteps", discriminatorSteps);
            all.put("ablations", ablations);
            all.put("content", content);
            all.put("holdOut", holdOut);
            all.put("timeBudget", timeBudget);
            all.put("seed", seed);
            return all;
        }
    }
}
