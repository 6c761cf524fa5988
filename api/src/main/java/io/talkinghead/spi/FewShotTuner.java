package io.talkinghead.spi;

import io.talkinghead.person.Person;
import io.talkinghead.tuning.Tuning;
import io.talkinghead.tuning.TuningListener;
import io.talkinghead.tuning.TuningOptions;
import io.talkinghead.work.Cancellation;
import org.apiguardian.api.API;

/**
 * Few-shot adversarial fine-tuning of a person (paper, section 3.4): psi' = P e and w' = w0 + e become free parameters, and
 * with them the whole generator and discriminator are trained on the person's photos.
 *
 * <p><b>Threading:</b> one tuning at a time. Closing waits for a tuning in progress; later calls
 * are {@link IllegalStateException}s.
 *
 * <p><b>Determinism:</b> the same photos, options, backend, device and a single thread give the same bytes.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface FewShotTuner extends AutoCloseable {
    /**
     * Tunes a person on their own photos; the one given stays as it is, and an earlier tuning of the person is not built upon.
     *
     * @return the best person found, and the report; with divergence or cancellation the last good one
     * @throws io.talkinghead.error.TalkingHeadException {@link io.talkinghead.error.ErrorCode#PERSON_OF_OTHER_MODEL} for a
     *     person of another model, {@link io.talkinghead.error.ErrorCode#BACKEND_FAILED} when the engine fails
     */
    Tuning tune(Person person, TuningOptions options, TuningListener listener, Cancellation cancellation);

    @Override
    void close();
}
