package io.talkinghead.lab.training;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How the networks are updated. Values out of range are refused with an
 * {@link IllegalArgumentException} that names them.
 *
 * <p><b>Threading:</b> immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class UpdateOptions {
    private final Values values;

    private UpdateOptions(Values values) {
        values.check();
        this.values = values;
    }

    /** The paper's: 5e-5 and 2e-4, two discriminator steps, the matching loss; an average of 0.999 (supplement A.4). */
    public static UpdateOptions defaults() {
        return new UpdateOptions(new Values());
    }

    /** For heads that turn: 3e-4 and 4.5e-4, one discriminator step, an average of 0.998, rates that cool. */
    public static UpdateOptions turning() {
        return defaults()
                .withRates(3e-4, 4.5e-4)
                .withDiscriminatorSteps(1)
                .withAverageDecay(0.998)
                .withCooling(true);
    }

    /** Returns the learning rate of embedder and generator, above 0. */
    public double generatorRate() {
        return values.generatorRate;
    }

    /** Returns the learning rate of the discriminator, above 0. */
    public double discriminatorRate() {
        return values.discriminatorRate;
    }

    /** Returns the updates of the discriminator for one of the generator, 1 or more. */
    public int discriminatorSteps() {
        return values.discriminatorSteps;
    }

    /** Returns the decay, 0 to below 1, of the moving average of embedder and generator, which is what is saved; it is smaller in the first steps. */
    public double averageDecay() {
        return values.averageDecay;
    }

    /** Tells whether embeddings are drawn to the discriminator's identity rows (L_MCH), which fine-tuning needs; the paper's feed-forward variant leaves it out. */
    public boolean matching() {
        return values.matching;
    }

    /** Returns the step from which the discriminator takes part, 0 or more; before, a step costs about half. */
    public long adversarialFrom() {
        return values.adversarialFrom;
    }

    /** Tells whether both rates rise over the first 100 steps and then fall along half a cosine to 0 at the schedule's last. */
    public boolean cooling() {
        return values.cooling;
    }

    private UpdateOptions with(Consumer<Values> change) {
        Values changed = new Values(values);
        change.accept(changed);
        return new UpdateOptions(changed);
    }

    /** Returns these options with other learning rates. */
    public UpdateOptions withRates(double generator, double discriminator) {
        return with(changed -> {
            changed.generatorRate = generator;
            changed.discriminatorRate = discriminator;
        });
    }

    /** Returns these options with another number of discriminator updates for one of the generator. */
    public UpdateOptions withDiscriminatorSteps(int other) {
        return with(changed -> changed.discriminatorSteps = other);
    }

    /** Returns these options with another decay of the moving average. */
    public UpdateOptions withAverageDecay(double other) {
        return with(changed -> changed.averageDecay = other);
    }

    /** Returns these options with or without the matching loss. */
    public UpdateOptions withMatching(boolean other) {
        return with(changed -> changed.matching = other);
    }

    /** Returns these options with the discriminator taking part from another step on. */
    public UpdateOptions withAdversarialFrom(long step) {
        return with(changed -> changed.adversarialFrom = step);
    }

    /** Returns these options with rates that rise and fall, or that stay. */
    public UpdateOptions withCooling(boolean other) {
        return with(changed -> changed.cooling = other);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UpdateOptions that && values.all().equals(that.values.all());
    }

    @Override
    public int hashCode() {
        return values.all().hashCode();
    }

    @Override
    public String toString() {
        return "UpdateOptions" + values.all();
    }

    /** The options, changed only before they are given to their owner. */
    private static final class Values {
        private double generatorRate = 5e-5;
        private double discriminatorRate = 2e-4;
        private int discriminatorSteps = 2;
        private double averageDecay = 0.999;
        private boolean matching = true;
        private long adversarialFrom = 0;
        private boolean cooling = false;

        Values() {}

        Values(Values other) {
            generatorRate = other.generatorRate;
            discriminatorRate = other.discriminatorRate;
            discriminatorSteps = other.discriminatorSteps;
            averageDecay = other.averageDecay;
            matching = other.matching;
            adversarialFrom = other.adversarialFrom;
            cooling = other.cooling;
        }

        void check() {
            checkArgument(
                    generatorRate > 0 && discriminatorRate > 0,
                    "learning rates are positive, not %s and %s",
                    generatorRate,
                    discriminatorRate);
            checkArgument(discriminatorSteps >= 1, "at least one discriminator step, not %s", discriminatorSteps);
            checkArgument(averageDecay >= 0 && averageDecay < 1, "the decay is 0 to below 1, not %s", averageDecay);
            checkArgument(adversarialFrom >= 0, "a step is counted from 0, not %s", adversarialFrom);
        }

        Map<String, @Nullable Object> all() {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            all.put("generatorRate", generatorRate);
            all.put("discriminatorRate", discriminatorRate);
            all.put("discriminatorSteps", discriminatorSteps);
            all.put("averageDecay", averageDecay);
            all.put("matching", matching);
            all.put("adversarialFrom", adversarialFrom);
            all.put("cooling", cooling);
            return all;
        }
    }
}
