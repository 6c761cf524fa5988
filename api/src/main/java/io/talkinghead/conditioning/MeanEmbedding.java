package io.talkinghead.conditioning;

import io.talkinghead.face.CropRule;
import io.talkinghead.image.Planes;
import io.talkinghead.image.Resampler;
import io.talkinghead.image.SquareCrop;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.spi.Embedder;
import java.util.List;
import java.util.function.IntConsumer;

/** A person's embedding: the mean over the photos (paper, section 3.3). */
public final class MeanEmbedding {
    private MeanEmbedding() {}

    /**
     * Embeds photos.
     *
     * @param progress hears how many photos are done
     */
    public static float[] of(List<ReferencePhoto> photos, Embedder embedder, IntConsumer progress) {
        int resolution = embedder.spec().resolution();
        float[] mean = new float[embedder.spec().embedding()];
        float[] landmarkPicture = new float[3 * resolution * resolution];
        int done = 0;
        for (ReferencePhoto photo : photos) {
            SquareCrop square = photo.crop();
            LandmarkPicture.draw(CropRule.intoCrop(photo.landmarks(), square, resolution), resolution, landmarkPicture);
            float[] planes = Planes.from(Resampler.crop(photo.picture(), square, resolution));
            float[] embedding = embedder.embed(landmarkPicture, planes);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += embedding[i] / photos.size();
            }
            progress.accept(++done);
        }
        return mean;
    }
}
