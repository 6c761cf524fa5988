package io.talkinghead.graph.net;

import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Weights;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import org.apiguardian.api.API;

/**
 * What a generator is run with for one person.
 *
 * @param psi all adaptive parameters: projected from an embedding, or tuned; not copied
 * @param generator the model's weights, a tuned person's own in their place
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record PersonWeights(float[] psi, Weights generator) {
    /**
     * Takes a model's weights for a person.
     *
     * @throws io.talkinghead.error.TalkingHeadException {@link io.talkinghead.error.ErrorCode#PERSON_OF_OTHER_MODEL} when the
     *     person was made with another model
     */
    public static PersonWeights of(ModelBundle model, Person person) {
        person.checkModel(model);
        if (person.identity() instanceof Identity.Tuned tuned) {
            return new PersonWeights(tuned.psi(), model.weights().with(tuned.generator()));
        }
        Identity.Embedded embedded = (Identity.Embedded) person.identity();
        return new PersonWeights(Projection.psi(model.spec(), model.weights(), embedded.embedding()), model.weights());
    }
}
