package io.talkinghead.internal.render;

import io.talkinghead.conditioning.PreparedPhoto;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Resampler;
import io.talkinghead.image.SquareCrop;
import io.talkinghead.person.ReferencePhoto;

/**
 * One of the person's photos at one output size.
 *
 * @param outputCrop the square around the head at output size
 * @param prepared the same square as the networks see it
 */
record PhotoView(Frame outputCrop, PreparedPhoto prepared) {
    static PhotoView of(ReferencePhoto photo, SquareCrop crop, int outputPx, int resolution) {
        return new PhotoView(
                Resampler.crop(photo.picture(), crop, outputPx), PreparedPhoto.of(photo, crop, resolution));
    }
}
