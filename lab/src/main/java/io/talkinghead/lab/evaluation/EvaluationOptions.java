package io.talkinghead.lab.evaluation;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.person.Person;
import java.util.List;

/**
 * How a model is judged.
 *
 * @param shots numbers of photos to try, each 1 to 32
 * @param heldOut at most so many frames of a video are compared, 1 or more; the paper has 32
 * @param identities at most so many persons, those whose videos allow most of the shots first; 0 for all
 * @param seed of the choice of frames and persons
 * @param groups of persons to be reported on by themselves too
 */
public record EvaluationOptions(List<Integer> shots, int heldOut, int identities, long seed, EvaluationGroups groups) {
    /** Checks and copies. */
    public EvaluationOptions {
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
        shots = shots.stream().distinct().sorted().toList();
    }

    /** Options without groups. */
    public EvaluationOptions(List<Integer> shots, int heldOut, int identities, long seed) {
        this(shots, heldOut, identities, seed, EvaluationGroups.NONE);
    }

    /** Returns these options with groups. */
    public EvaluationOptions withGroups(EvaluationGroups newGroups) {
        return new EvaluationOptions(shots, heldOut, identities, seed, newGroups);
    }

    /** The paper's: 1, 8 and 32 photos, 32 frames held out, all persons. */
    public static EvaluationOptions paper() {
        return new EvaluationOptions(List.of(1, 8, 32), 32, 0, 0);
    }
}
