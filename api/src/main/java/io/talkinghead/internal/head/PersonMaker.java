package io.talkinghead.internal.head;

import io.talkinghead.conditioning.MeanEmbedding;
import io.talkinghead.internal.run.Ahead;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.spi.Embedder;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.WorkListener;
import java.util.List;
import java.util.Map;

/**
 * Makes a person of photos, feed-forward (paper, the "FF" variant).
 *
 * <p><b>Threading:</b> any number of threads.
 */
public final class PersonMaker {
    private final ModelBundle model;
    private final boolean oneThread;
    private final WorkListener listener;
    private final Cancellation cancellation;

    /**
     * Makes persons of a model.
     *
     * @param oneThread embeds one photo after the other, and not two at once
     */
    public PersonMaker(ModelBundle model, boolean oneThread, WorkListener listener, Cancellation cancellation) {
        this.model = model;
        this.oneThread = oneThread;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    /**
     * Makes a person.
     *
     * @param photos with shut eyes marked as such: see {@link io.talkinghead.face.pose.LidCalibration}
     * @param neutral index of the most neutral photo
     * @param embedder of the model
     */
    public Person make(List<ReferencePhoto> photos, int neutral, Embedder embedder, Map<String, String> provenance) {
        try (Ahead<float[]> ahead = Ahead.of(oneThread, "talkinghead-embedding")) {
            float[] embedding = MeanEmbedding.of(photos, embedder, ahead, listener, cancellation);
            return new Person(model.name(), model.id(), new Identity.Embedded(embedding), photos, neutral, provenance);
        }
    }
}
