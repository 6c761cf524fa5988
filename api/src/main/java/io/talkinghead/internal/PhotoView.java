package io.talkinghead.internal;

import io.talkinghead.face.ControlPoints;
import io.talkinghead.face.CropRule;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Planes;
import io.talkinghead.image.Resampler;
import io.talkinghead.image.SquareCrop;
import io.talkinghead.person.ReferencePhoto;

/**
 * One of the person's photos, prepared for rendering at one size.
 *
 * @param crop the square around the head, in pixels of the photo
 * @param outputCrop the crop at output size
 * @param planes the crop at the network's resolution, planar values in [-1, 1]
 * @param landmarks in pixels of the network's crop
 * @param controlPoints of those landmarks
 */
@SuppressWarnings("ArrayRecordComponent") // Internal, never compared.
record PhotoView(SquareCrop crop, Frame outputCrop, float[] planes, Landmarks landmarks, ControlPoints controlPoints) {
    static PhotoView of(ReferencePhoto photo, SquareCrop crop, int outputPx, int resolution) {
        Landmarks landmarks = CropRule.intoCrop(photo.landmarks(), crop, resolution);
        return new PhotoView(
                crop,
                Resampler.crop(photo.picture(), crop, outputPx),
                Planes.from(Resampler.crop(photo.picture(), crop, resolution)),
                landmarks,
                ControlPoints.of(landmarks, resolution));
    }
}
