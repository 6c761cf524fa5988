package io.talkinghead.conditioning;

import io.talkinghead.conditioning.turn.PlaneSample;
import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.conditioning.turn.RigidMap;
import io.talkinghead.conditioning.turn.RigidTurn;
import io.talkinghead.face.CropRule;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Planes;
import io.talkinghead.image.Resampler;
import io.talkinghead.image.SquareCrop;
import io.talkinghead.person.ReferencePhoto;

/**
 * A photo at the networks' resolution R. The embedder is shown its {@link #landmarkPicture} and its {@link #planes}.
 *
 * <p><b>Threading:</b> safe to share once {@link #planes} is written no more.
 *
 * @param landmarks in pixels of the crop
 * @param planes the crop, 3 x R x R in [-1, 1]
 * @param face the landmarks, with the way the head is held
 */
@SuppressWarnings("ArrayRecordComponent") // Not for users, never compared by content.
public record PreparedPhoto(Landmarks landmarks, float[] planes, PosedFace face) {
    /** Takes of a photo what heads are rendered from. */
    public static PreparedPhoto of(ReferencePhoto photo, int resolution) {
        return of(photo, photo.crop(), resolution);
    }

    /** Takes another square of a photo. */
    public static PreparedPhoto of(ReferencePhoto photo, SquareCrop crop, int resolution) {
        return of(
                Resampler.crop(photo.picture(), crop, resolution),
                CropRule.intoCrop(photo.landmarks(), crop, resolution));
    }

    /** Takes a crop that is at the resolution already. */
    public static PreparedPhoto of(Frame crop, Landmarks landmarks) {
        return new PreparedPhoto(landmarks, Planes.from(crop), PosedFace.of(landmarks, crop.widthPx()));
    }

    /** Returns this photo with the head held another way, as closed-form motions show it: a guide of another pose where there is none. */
    public PreparedPhoto reposed(RigidTurn turn) {
        Landmarks turned = turn.apply(face);
        PosedFace target = PosedFace.of(turned, resolution());
        return new PreparedPhoto(turned, PlaneSample.moved(planes, RigidMap.of(face, target), resolution()), target);
    }

    /** Returns R. */
    public int resolution() {
        return face.resolution();
    }

    /** Draws the landmark picture, 3 x R x R in [-1, 1]. */
    public float[] landmarkPicture() {
        float[] picture = new float[planes.length];
        LandmarkPicture.draw(face, resolution(), picture);
        return picture;
    }
}
