package io.talkinghead.lab.evaluation;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import io.talkinghead.person.Person;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How a model is evaluated. Values out of range are refused with an
 * {@link IllegalArgumentException} that names them.
 *
 * <p><b>Threading:</b> immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class EvaluationOptions {
    private final Values values;

    private EvaluationOptions(Values values) {
        values.check();
        this.values = values;
    }

    /** The paper's: 1, 8 and 32 photos, 32 frames held out, all persons; seed 0, no groups. */
    public static EvaluationOptions defaults() {
        return new EvaluationOptions(new Values());
    }

    /** Returns the numbers of photos to try, each 1 to 32, ascending. */
    public List<Integer> shots() {
        return values.shots;
    }

    /** Returns how many frames of a video are compared at most, 1 or more; the paper has 32. */
    public int heldOut() {
        return values.heldOut;
    }

    /** Returns how many persons take part at most, those whose videos allow most of the shots first; 0 for all. */
    public int identities() {
        return values.identities;
    }

    /** Returns the seed of the choice of frames and persons. */
    public long seed() {
        return values.seed;
    }

    /** Returns the groups of persons to be reported on separately too. */
    public EvaluationGroups groups() {
        return values.groups;
    }

    private EvaluationOptions with(Consumer<Values> change) {
        Values changed = new Values(values);
        change.accept(changed);
        return new EvaluationOptions(changed);
    }

    /** Returns these options with other numbers of photos. */
    public EvaluationOptions withShots(List<Integer> numbers) {
        return with(
                changed -> changed.shots = numbers.stream().distinct().sorted().toList());
    }

    /** Returns these options with another number of frames held out. */
    public EvaluationOptions withHeldOut(int frames) {
        return with(changed -> changed.heldOut = frames);
    }

    /** Returns these options with another number of persons. */
    public EvaluationOptions withIdentities(int persons) {
        return with(changed -> changed.identities = persons);
    }

    /** Returns these options with another seed. */
    public EvaluationOptions withSeed(long other) {
        return with(changed -> changed.seed = other);
    }

    /** Returns these options with groups. */
    public EvaluationOptions withGroups(EvaluationGroups other) {
        return with(changed -> changed.groups = requireNonNull(other, "groups"));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EvaluationOptions that && values.all().equals(that.values.all());
    }

    @Override
    public int hashCode() {
        return values.all().hashCode();
    }

    @Override
    public String toString() {
        return "EvaluationOptions" + values.all();
    }

    /** The options, changed only before they are given to their owner. */
    private static final class Values {
        private List<Integer> shots = List.of(1, 8, 32);
        private int heldOut = 32;
        private int identities = 0;
        private long seed = 0;
        private EvaluationGroups groups = EvaluationGroups.NONE;

        Values() {}

        Values(Values other) {
            shots = other.shots;
            heldOut = other.heldOut;
            identities = other.identities;
            seed = other.seed;
            groups = other.groups;
        }

        void check() {
            checkArgument(!shots.isEmpty(), "at least one number of photos is needed");
            for (int count : shots) {
                checkArgument(
                        count >= 1 && count <= Person.MAX_PHOTOS,
                        "a person has 1 to %s photos, not %s",
                        Person.MAX_PHOTOS,
                        count);
            }
            checkArgument(heldOut >= 1, "at least one frame must be held out, not %s", heldOut);
            checkArgument(identities >= 0, "the number of persons must not be negative: %s", identities);
        }

        Map<String, @Nullable Object> all() {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            all.put("shots", shots);
            all.put("heldOut", heldOut);
            all.put("identities", identities);
            all.put("seed", seed);
            all.put("groups", groups);
            return all;
        }
    }
}
