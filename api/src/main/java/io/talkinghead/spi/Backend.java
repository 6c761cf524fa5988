package io.talkinghead.spi;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.WorkListener;
import org.apiguardian.api.API;

/**
 * A running engine. What it opens must be closed before it; its own {@code close()} closes what was forgotten.
 *
 * <p>A capability that the provider did not declare is refused with {@link ErrorCode#BACKEND_LACKS_CAPABILITY}.
 *
 * <p><b>Threading:</b> every method may be called from any thread. {@code close()} is idempotent, waits for calls in
 * progress, and every later call is an {@link IllegalStateException}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Backend extends AutoCloseable {
    /** Returns the provider's id. */
    String id();

    /** Opens the model's embedder. */
    Embedder openEmbedder(ModelBundle model);

    /**
     * Opens the model's generator for a person: a tuned person's own weights replace the model's.
     *
     * @throws TalkingHeadException {@link ErrorCode#PERSON_OF_OTHER_MODEL} when the person was made with another model
     */
    Generator openGenerator(ModelBundle model, Person person);

    /**
     * Starts what all persons of a model need before one is known: an embedder or generator that is opened while the result is
     * held starts at once, unless the person is tuned. An engine that starts each network separately has nothing to do here.
     */
    default Preloaded preload(ModelBundle model) {
        return () -> {};
    }

    /** Opens the face analyser. */
    FaceAnalyzer openFaceAnalyzer();

    /** Opens the model's tuner. */
    default FewShotTuner openTuner(ModelBundle model) {
        throw new TalkingHeadException(
                ErrorCode.BACKEND_LACKS_CAPABILITY,
                "the backend " + id() + " cannot fine-tune; add a backend that can, and use this one with the result");
    }

    /** Opens a feature network. */
    FeatureExtractor openFeatureExtractor(FeatureNet net);

    /**
     * Does now what would otherwise be done when a model's networks are first opened, such as compiling them for a GPU, and
     * keeps the result for later processes. Most engines have nothing to prepare, and return at once.
     *
     * @param listener hears how many networks are ready
     * @throws TalkingHeadException {@link ErrorCode#CANCELLED} when it is cancelled; networks that were ready stay
     */
    default void prepare(ModelBundle model, WorkListener listener, Cancellation cancellation) {}

    @Override
    void close();

    /** What {@link #preload} has started: held until it is closed. */
    @FunctionalInterface
    interface Preloaded extends AutoCloseable {
        @Override
        void close();
    }
}
