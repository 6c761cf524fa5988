package io.talkinghead.lab.comparison;

import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.work.Cancellation;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A way to show a person as another frame is, of which all that can be learnt from a dataset has been learnt: this library's, one of
 * another paper, or one that needs no learning.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ComparedMethod extends AutoCloseable {
    /** Returns its name in options, files and tables: lower case, words with hyphens between them. */
    String id();

    /**
     * Learns a person from photos: what the paper's Table 2 calls few-shot learning.
     *
     * @param photos 1 or more square crops as the dataset has them, with their landmarks
     * @param neutralPhoto the index of the one with the calmest face
     * @return to be closed before the method
     * @throws io.talkinghead.error.TalkingHeadException when the method cannot make a person of these photos, with the reason, or
     *     {@link io.talkinghead.error.ErrorCode#CANCELLED} when it is cancelled
     */
    ComparedPerson learn(List<ReferencePhoto> photos, int neutralPhoto, Cancellation cancellation);

    /** Returns this method, which closes what it runs on when it is closed. */
    default ComparedMethod owning(Runnable closeToo) {
        return new OwningMethod(this, closeToo);
    }

    @Override
    void close();
}
