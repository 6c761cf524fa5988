package io.talkinghead.cli;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.lab.dataset.DatasetIdentity;
import io.talkinghead.lab.dataset.DatasetSplit;
import io.talkinghead.lab.evaluation.EvaluationOptions;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Whom methods are judged on, and in which frames. */
final class PersonsArguments {
    @Option(names = "--data", required = true, description = "The dataset; see 'talkinghead prepare'.")
    private Path data;

    @Option(
            names = "--shots",
            split = ",",
            defaultValue = "1,8,32",
            description = "Numbers of photos to try, each 1 to 32 (default: 1,8,32).")
    private List<Integer> shots;

    @Option(names = "--identities", defaultValue = "0", description = "At most so many persons (default: all).")
    private int identities;

    @Option(
            names = "--split",
            defaultValue = "validation",
            description = "Which persons: validation or all (default: validation).")
    private Part split;

    @Option(
            names = "--validation-fraction",
            defaultValue = "0.05",
            description = "What part of the persons is for validation; as in training (default: 0.05).")
    private double validationFraction;

    @Option(names = "--held-out", defaultValue = "32", description = "At most so many frames per person (default: 32).")
    private int heldOut;

    @Option(names = "--seed", defaultValue = "0", description = "Of the choice of frames and persons (default: 0).")
    private long seed;

    /** Returns the dataset's folder. */
    Path data() {
        return data;
    }

    /** Returns the seed. */
    long seed() {
        return seed;
    }

    /** Returns the options, or says what is wrong with them. */
    EvaluationOptions options() {
        try {
            return EvaluationOptions.defaults()
                    .withShots(shots)
                    .withHeldOut(heldOut)
                    .withIdentities(identities)
                    .withSeed(seed);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /** Returns the persons of the dataset that methods are judged on. */
    List<DatasetIdentity> of(Dataset dataset) {
        if (split == Part.ALL) {
            return dataset.identities();
        }
        try {
            List<DatasetIdentity> found = dataset.split(DatasetSplit.VALIDATION, validationFraction);
            if (found.isEmpty()) {
                throw new TalkingHeadException(
                        ErrorCode.DATASET_INVALID,
                        "none of the " + dataset.identities().size() + " persons of " + data
                                + " is for validation, which takes about " + validationFraction
                                + " of all: use --split all if the model did not learn from this dataset, or a larger"
                                + " --validation-fraction if it was trained with that");
            }
            return found;
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /** Which persons of the dataset. */
    enum Part {
        VALIDATION,
        ALL
    }
}
