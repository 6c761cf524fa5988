package io.talkinghead.djl.sample;

import io.talkinghead.conditioning.ControlPoints;
import io.talkinghead.conditioning.LandmarkPicture;
import io.talkinghead.conditioning.WarpGrid;
import io.talkinghead.face.CropRule;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Planes;
import io.talkinghead.image.Resampler;
import io.talkinghead.image.SquareCrop;
import io.talkinghead.model.Conditioning;
import io.talkinghead.person.ReferencePhoto;

/**
 * One picture of a person at the networks' resolution R.
 *
 * @param landmarks in pixels of the crop
 * @param planes the crop, 3 x R x R in [-1, 1]
 * @param landmarkPicture in the same layout
 * @param controlPoints of the landmarks, for warps
 * @param regions how much each pixel counts, R x R
 */
@SuppressWarnings("ArrayRecordComponent") // Internal, never compared.
public record Shot(
        Landmarks landmarks, float[] planes, float[] landmarkPicture, ControlPoints controlPoints, float[] regions) {
    /** Takes of a photo what heads are rendered from. */
    public static Shot of(ReferencePhoto photo, int resolution) {
        SquareCrop crop = photo.crop();
        return of(
                Resampler.crop(photo.picture(), crop, resolution),
                CropRule.intoCrop(photo.landmarks(), crop, resolution));
    }

    /** Takes a crop that is at the resolution already. */
    public static Shot of(Frame crop, Landmarks landmarks) {
        int resolution = crop.widthPx();
        float[] landmarkPicture = new float[3 * resolution * resolution];
        LandmarkPicture.draw(landmarks, resolution, landmarkPicture);
        return new Shot(
                landmarks,
                Planes.from(crop),
                landmarkPicture,
                ControlPoints.of(landmarks, resolution),
                RegionWeights.of(landmarks, resolution));
    }

    /** Returns R. */
    public int resolution() {
        return (int) Math.round(Math.sqrt(planes.length / 3.0));
    }

    /** Warps this picture to another's landmarks, as models of a conditioning are shown it. */
    public float[] warpedTo(Shot target, Conditioning conditioning) {
        WarpGrid grid = WarpGrid.of(((Conditioning.Guided) conditioning).warp(), resolution());
        grid.fit(controlPoints, target.controlPoints);
        float[] warped = new float[planes.length];
        grid.apply(planes, warped);
        return warped;
    }

    /** Mean absolute difference of the landmarks, each face minus its own mean: small for a similar pose. */
    public double poseDistance(Shot target) {
        return landmarks.poseDistance(target.landmarks);
    }
}
