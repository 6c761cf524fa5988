package io.talkinghead.internal.render;

import io.talkinghead.conditioning.PreparedPhoto;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Resampler;
import io.talkinghead.image.SquareCrop;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.spi.Generator;
import java.util.Optional;

/**
 * One of the person's photos at one output size.
 *
 * @param outputCrop the square around the head at output size
 * @param prepared the same square as the networks see it; without its pixels where {@code taken} has them
 * @param taken the same as the generator took it in, where it moves a photo
 */
record PhotoView(Frame outputCrop, PreparedPhoto prepared, Optional<Generator.Guide> taken) {
    static PhotoView of(ReferencePhoto photo, SquareCrop crop, int outputPx, Generator generator) {
        PreparedPhoto prepared = PreparedPhoto.of(photo, crop, generator.spec().resolution());
        Frame outputCrop = Resampler.crop(photo.picture(), crop, outputPx);
        return switch (generator.spec().conditioning().kind()) {
            case LANDMARKS -> new PhotoView(outputCrop, prepared, Optional.empty());
            case TURNED -> {
                Generator.Guide taken = generator.guide(prepared.landmarkPicture(), prepared.planes());
                PreparedPhoto face = new PreparedPhoto(prepared.landmarks(), new float[0], prepared.face());
                yield new PhotoView(outputCrop, face, Optional.of(taken));
            }
        };
    }
}
