package io.talkinghead.internal.render;

import io.talkinghead.conditioning.ControlPoints;
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
 * @param controlPoints of its landmarks, in the network's crop
 */
@SuppressWarnings("ArrayRecordComponent") // Internal, never compared.
record PhotoView(SquareCrop crop, Frame outputCrop, float[] planes, ControlPoints controlPoints) {
    static PhotoView of(ReferencePhoto photo, SquareCrop crop, int outputPx, int resolution) {
        ControlPoints controlPoints = new ControlPoints(resolution);
        controlPoints.setInCrop(photo.landmarks(), crop);
        return new PhotoView(
                crop,
                Resampler.crop(photo.picture(), crop, outputPx),
                Planes.from(Resampler.crop(photo.picture(), crop, resolution)),
                controlPoints);
    }
}
