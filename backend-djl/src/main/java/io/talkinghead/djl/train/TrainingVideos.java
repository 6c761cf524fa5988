package io.talkinghead.djl.train;

import com.google.common.collect.ImmutableList;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.lab.dataset.DatasetClip;
import io.talkinghead.lab.dataset.DatasetIdentity;
import io.talkinghead.lab.dataset.DatasetSplit;
import io.talkinghead.lab.training.TrainingPlan;
import io.talkinghead.model.ModelBundle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The videos of a training.
 *
 * @param trained trained on, in the order of the rows of W
 * @param identities how many people they show
 * @param validation a video of each person held out
 */
record TrainingVideos(ImmutableList<DatasetClip> trained, int identities, ImmutableList<DatasetClip> validation) {
    /** A photo and a target. */
    private static final int PAIR = 2;

    /**
     * Divides a dataset's people by the hash of their names.
     *
     * @param single whether videos of a single frame are trained on, too
     * @throws TalkingHeadException {@link ErrorCode#DATASET_INVALID} when a part has no video that is long enough
     */
    static TrainingVideos of(Dataset dataset, double validationFraction, boolean single, Path folder) {
        int fewest = single ? 1 : PAIR;
        List<DatasetClip> trained = new ArrayList<>();
        int identities = 0;
        for (DatasetIdentity identity : dataset.split(DatasetSplit.TRAIN, validationFraction)) {
            List<DatasetClip> usable = longEnough(identity, fewest);
            trained.addAll(usable);
            identities += usable.isEmpty() ? 0 : 1;
        }
        List<DatasetClip> held = new ArrayList<>();
        for (DatasetIdentity identity : dataset.split(DatasetSplit.VALIDATION, validationFraction)) {
            // The longest shows most; of equally long ones the first.
            longEnough(identity, PAIR).stream()
                    .max(Comparator.comparingInt(DatasetClip::frames)
                            .thenComparing(
                                    Comparator.comparing(DatasetClip::name).reversed()))
                    .ifPresent(held::add);
        }
        check(trained, fewest, "to train on", folder);
        check(held, PAIR, "held out for validation", folder);
        return new TrainingVideos(ImmutableList.copyOf(trained), identities, ImmutableList.copyOf(held));
    }

    private static List<DatasetClip> longEnough(DatasetIdentity identity, int fewest) {
        return identity.clips().stream().filter(clip -> clip.frames() >= fewest).toList();
    }

    private static void check(List<DatasetClip> part, int fewest, String what, Path folder) {
        if (part.isEmpty()) {
            throw new TalkingHeadException(
                    ErrorCode.DATASET_INVALID,
                    "the dataset " + folder + " has no video of " + fewest + " frames or more " + what
                            + "; add people, or change the validation fraction");
        }
    }

    /** Says what this training is of. */
    Checkpoint.Origin origin(TrainingPlan plan) {
        return new Checkpoint.Origin(
                plan.spec().toString(),
                Checkpoint.Origin.hash(trained),
                plan.options().seed(),
                plan.start().map(ModelBundle::id).orElse("random"));
    }
}
