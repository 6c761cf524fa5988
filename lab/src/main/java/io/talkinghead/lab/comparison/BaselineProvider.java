package io.talkinghead.lab.comparison;

import io.talkinghead.spi.Backend;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.WorkListener;
import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The entry with which a backend that can train offers other papers' methods, registered with {@link java.util.ServiceLoader}: their
 * networks belong to it, as those of {@link io.talkinghead.lab.training.MetaTrainer} do.
 *
 * <p><b>Threading:</b> every method may be called from any thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface BaselineProvider {
    /** The version of this SPI. */
    int SPI_VERSION = 1;

    /** Returns the SPI version this provider was written for, as a literal, not as the constant. */
    int spiVersion();

    /** Returns the id of the backend whose networks these are. */
    String backendId();

    /** Returns the ids of its methods. */
    List<String> methods();

    /**
     * Trains a method until its steps or its time are used up. The folder holds checkpoints, {@code losses.csv} and the weights; a
     * training that finds a checkpoint there goes on from it, and one that is complete returns at once.
     *
     * @param method one of {@link #methods}
     * @throws io.talkinghead.error.TalkingHeadException {@link io.talkinghead.error.ErrorCode#DATASET_INVALID},
     *     {@link io.talkinghead.error.ErrorCode#TRAINING_INVALID} when the folder holds another training,
     *     {@link io.talkinghead.error.ErrorCode#OUTPUT_NOT_WRITABLE}, {@link io.talkinghead.error.ErrorCode#BACKEND_FAILED},
     *     {@link io.talkinghead.error.ErrorCode#CANCELLED} after a checkpoint
     */
    void train(Backend backend, String method, BaselinePlan plan, WorkListener listener, Cancellation cancellation);

    /**
     * Returns what tells a trained method from another of the same name: see {@link MethodSource#origin}. Unless a provider knows better, it
     * is a hash of all files of the folder, which takes as long as reading them.
     *
     * @param folder that {@link #train} has written
     * @throws io.talkinghead.error.TalkingHeadException {@link io.talkinghead.error.ErrorCode#MODEL_INVALID} when no such method is there
     */
    default String origin(String method, Path folder) {
        return FolderHash.of(folder);
    }

    /**
     * Opens a trained method.
     *
     * @param folder that {@link #train} has written
     * @return to be closed before the backend
     * @throws io.talkinghead.error.TalkingHeadException {@link io.talkinghead.error.ErrorCode#MODEL_INVALID} when there are no weights of
     *     that method
     */
    ComparedMethod open(Backend backend, String method, Path folder);
}
