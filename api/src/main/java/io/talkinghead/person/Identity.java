package io.talkinghead.person;

import io.talkinghead.model.Weights;
import org.apiguardian.api.API;

/**
 * What the generator needs to know of a person. The arrays are handed out as they are, for there may be thousands of numbers in
 * them: whoever writes to them changes the person. Two identities are equal only when they hold the same array.
 *
 * <p><b>Threading:</b> immutable as long as nobody writes to the arrays.
 */
@API(status = API.Status.STABLE, since = "0.1")
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody; copying a psi of thousands each time helps nobody.
public sealed interface Identity {
    /**
     * A person embedded feed-forward (paper, the "FF" variant): the mean embedding of the photos.
     *
     * @param embedding as long as the model's embedding; not copied
     */
    record Embedded(float[] embedding) implements Identity {}

    /**
     * A person after fine-tuning (paper, section 3.4).
     *
     * @param psi all adaptive parameters in execution order, scale then bias per layer; not copied
     * @param generator the tuned tensors: {@code generator.*} without the projection, and of heads that turn {@code motion.*}
     */
    record Tuned(float[] psi, Weights generator) implements Identity {}
}
