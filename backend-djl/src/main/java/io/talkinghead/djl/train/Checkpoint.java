package io.talkinghead.djl.train;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.lab.dataset.DatasetClip;
import io.talkinghead.lab.training.TrainingValidation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A training between two steps, as it is kept on disk.
 *
 * @param step updates done
 * @param rewinds how often the training has gone back after a divergence
 * @param origin what must be the same for it to go on
 * @param validations so far
 */
public record Checkpoint(long step, int rewinds, Origin origin, List<TrainingValidation> validations) {
    /** Copies the list. */
    public Checkpoint {
        validations = List.copyOf(validations);
    }

    /**
     * What a training is of: going on with another would make its state meaningless.
     *
     * @param spec the architecture, in words
     * @param videos a hash of the names of all videos trained on, in the order of the rows of W
     * @param seed of everything random
     * @param start id of the model it started from, or {@code random}
     */
    public record Origin(String spec, String videos, long seed, String start) {
        /** Returns the hash of what was trained on, in its order. */
        public static String hash(List<DatasetClip> videos) {
            Hasher hasher = Hashing.sha256().newHasher();
            videos.forEach(video -> hasher.putString(
                    video.identity() + "/" + video.name() + ":" + video.frames() + "\n", StandardCharsets.UTF_8));
            return hasher.hash().toString();
        }

        /**
         * Refuses to go on with something else than this.
         *
         * @param found in the folder
         * @throws TalkingHeadException {@link ErrorCode#TRAINING_INVALID} naming both
         */
        public void checkSame(Origin found, Path folder) {
            if (!found.equals(this)) {
                throw new TalkingHeadException(
                        ErrorCode.TRAINING_INVALID,
                        folder + " holds a training of " + found + ", not of " + this
                                + "; give what it was started with, or another folder");
            }
        }
    }
}
