package io.talkinghead.djl.sample;

import io.talkinghead.conditioning.PreparedPhoto;
import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.conditioning.turn.RigidTurn;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.person.ReferencePhoto;

/**
 * One picture of a person to learn from.
 *
 * @param photo the picture as the networks see it, at resolution R
 * @param landmarkPicture 3 x R x R in [-1, 1]
 */
@SuppressWarnings("ArrayRecordComponent") // Internal, never compared.
public record Shot(PreparedPhoto photo, float[] landmarkPicture) {
    /** Takes of a photo what heads are rendered from. */
    public static Shot of(ReferencePhoto photo, int resolution) {
        return of(PreparedPhoto.of(photo, resolution));
    }

    /** Takes a crop that is at the resolution already. */
    public static Shot of(Frame crop, Landmarks landmarks) {
        return of(PreparedPhoto.of(crop, landmarks));
    }

    /** Takes a photo that is prepared already. */
    public static Shot of(PreparedPhoto photo) {
        return new Shot(photo, photo.landmarkPicture());
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

    /** Returns this person with the head held another way. */
    public Shot reposed(RigidTurn turn) {
        return of(photo.reposed(turn));
    }

    /** Returns this picture as a mirror shows it. */
    public Shot mirrored() {
        int side = resolution();
        float[] planes = planes();
        float[] mirrored = new float[planes.length];
        for (int i = 0; i < planes.length; i++) {
            int x = i % side;
            mirrored[i - x + side - 1 - x] = planes[i];
        }
        Landmarks moved = landmarks().mirrored(side);
        return of(new PreparedPhoto(moved, mirrored, PosedFace.of(moved, side)));
    }

    /** Returns how much the pose differs: small for a similar one. */
    public double poseDistance(Shot target) {
        return photo.face().poseDistance(target.photo.face());
    }
}
