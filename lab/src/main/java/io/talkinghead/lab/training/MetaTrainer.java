package io.talkinghead.lab.training;

import io.talkinghead.work.Cancellation;
import org.apiguardian.api.API;

/**
 * Meta-learning (paper, section 3.3): embedder, generator and discriminator are trained together on episodes, each a few
 * photos of one video and another frame of it to be generated from them.
 *
 * <p>The output folder holds everything of a training: checkpoints, {@code losses.csv}, {@code validation.csv},
 * {@code samples.png}, {@code report.html}, and the model bundles {@code latest.zip} and {@code best.zip}. A training that
 * finds a checkpoint there goes on from it, however the one before ended.
 *
 * <p><b>Threading:</b> one training at a time. Closing waits for a training in progress; later
 * calls are {@link IllegalStateException}s.
 *
 * <p><b>Determinism:</b> the same dataset, options, backend and device and a single thread give the same bytes, interrupted
 * or not.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface MetaTrainer extends AutoCloseable {
    /**
     * Trains until the steps or the time are used up, it is cancelled, or the losses diverge for good. Each end
     * writes a checkpoint first, but for a divergence, which leaves the last good one.
     *
     * @throws io.talkinghead.error.TalkingHeadException {@link io.talkinghead.error.ErrorCode#DATASET_INVALID} when the data
     *     cannot be read or has too few identities or frames,
     *     {@link io.talkinghead.error.ErrorCode#TRAINING_INVALID} when the output folder holds a training of another
     *     specification, dataset or seed, or another program trains there,
     *     {@link io.talkinghead.error.ErrorCode#MODEL_INVALID} when the model to start from has another specification,
     *     {@link io.talkinghead.error.ErrorCode#OUTPUT_NOT_WRITABLE},
     *     {@link io.talkinghead.error.ErrorCode#BACKEND_FAILED} when the engine fails
     */
    TrainingReport train(TrainingPlan plan, TrainingListener listener, Cancellation cancellation);

    @Override
    void close();
}
