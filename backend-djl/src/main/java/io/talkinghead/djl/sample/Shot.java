package io.talkinghead.djl.sample;

import io.talkinghead.conditioning.GeneratorInput;
import io.talkinghead.conditioning.PreparedPhoto;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.person.ReferencePhoto;

/**
 * One picture of a person to learn from.
 *
 * @param photo the picture as the networks see it, at resolution R
 * @param landmarkPicture 3 x R x R in [-1, 1]
 * @param regions how much each pixel counts, R x R
 */
@SuppressWarnings("ArrayRecordComponent") // Internal, never compared.
public record Shot(PreparedPhoto photo, float[] landmarkPicture, float[] regions) {
    /** Takes of a photo what heads are rendered from. */
    public static Shot of(ReferencePhoto photo, int resolution) {
        return of(PreparedPhoto.of(photo, resolution));
    }

    /** Takes a crop that is at the resolution already. */
    public static Shot of(Frame crop, Landmarks landmarks) {
        return of(PreparedPhoto.of(crop, landmarks));
    }

    private static Shot of(PreparedPhoto photo) {
        return new Shot(photo, photo.landmarkPicture(), RegionWeights.of(photo.landmarks(), photo.resolution()));
    }

    /** Returns the landmarks in pixels of the crop. */
    public Landmarks landmarks() {
        return photo.landmarks();
    }

    /** Returns the crop, 3 x R x R in [-1, 1]. */
    public float[] planes() {
        return photo.planes();
    }

    /** Returns R. */
    public int resolution() {
        return photo.resolution();
    }

    /** Returns what a generator is shown to make this picture with another's guidance, c x R x R. */
    public float[] input(ModelSpec spec, Shot guide) {
        return GeneratorInput.of(spec).copy(photo.face(), guide.photo);
    }

    /** Returns how much the pose differs: small for a similar one. */
    public double poseDistance(Shot target) {
        return photo.face().poseDistance(target.photo.face());
    }
}
