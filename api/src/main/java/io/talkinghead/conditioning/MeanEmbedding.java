package io.talkinghead.conditioning;

import io.talkinghead.internal.run.Ahead;
import io.talkinghead.internal.run.Steps;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.spi.Embedder;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Stage;
import io.talkinghead.work.WorkListener;
import java.util.List;

/** A person's embedding: the mean over the photos (paper, section 3.3). */
public final class MeanEmbedding {
    private MeanEmbedding() {}

    /**
     * Embeds photos.
     *
     * @param ahead does the work; closed by the caller
     * @param listener hears how many photos are done
     * @throws io.talkinghead.error.TalkingHeadException {@link io.talkinghead.error.ErrorCode#CANCELLED} when it is cancelled
     */
    public static float[] of(
            List<ReferencePhoto> photos,
            Embedder embedder,
            Ahead<float[]> ahead,
            WorkListener listener,
            Cancellation cancellation) {
        float[] mean = new float[embedder.spec().embedding()];
        Steps steps = Steps.of(Stage.EMBEDDING, photos.size(), listener);
        for (float[] embedding :
                ahead.all(photos, photo -> one(photo, embedder), "the embedding", steps, cancellation)) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += embedding[i] / photos.size();
            }
        }
        return mean;
    }

    private static float[] one(ReferencePhoto photo, Embedder embedder) {
        PreparedPhoto prepared = PreparedPhoto.of(photo, embedder.spec().resolution());
        return embedder.embed(prepared.landmarkPicture(), prepared.planes());
    }
}
