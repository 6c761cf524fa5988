package io.talkinghead.djl.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.face.CropRule;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Planes;
import io.talkinghead.image.Resampler;
import io.talkinghead.image.SquareCrop;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.testkit.DrawnFaces;
import org.junit.jupiter.api.Test;

class ShotTest {
    private static final int SIZE = 96;
    private static final Landmarks FACE = DrawnFaces.landmarks(50, 40, 20);
    private static final Frame PICTURE = DrawnFaces.picture(SIZE, SIZE, 50, 40, 20);

    @Test
    void of_crop_takesItWhole() {
        Shot shot = Shot.of(ReferencePhoto.cropped(PICTURE, FACE), 64);
        assertThat(shot.planes()).isEqualTo(Planes.from(Resampler.crop(PICTURE, new SquareCrop(0, 0, SIZE), 64)));
        assertThat(shot.landmarks()).isEqualTo(FACE.transformed(64.0 / SIZE, 0, 0));
    }

    @Test
    void of_photo_cropsItByTheRule() {
        Shot shot = Shot.of(new ReferencePhoto(PICTURE, FACE), 64);
        SquareCrop crop = CropRule.squareAround(FACE);
        assertThat(shot.planes()).isEqualTo(Planes.from(Resampler.crop(PICTURE, crop, 64)));
        assertThat(shot.landmarks()).isEqualTo(CropRule.intoCrop(FACE, crop, 64));
    }

    @Test
    void mirrored_isThePictureAndTheFaceInAMirror() {
        Shot shot = Shot.of(PICTURE, FACE);
        Shot mirrored = shot.mirrored();
        int row = 40 * SIZE;
        for (int x = 0; x < SIZE; x++) {
            assertThat(mirrored.planes()[row + x]).isEqualTo(shot.planes()[row + SIZE - 1 - x]);
        }
        assertThat(mirrored.landmarks()).isEqualTo(FACE.mirrored(SIZE));
        assertThat(mirrored.mirrored().planes()).isEqualTo(shot.planes());
        assertThat(mirrored.landmarkPicture()).isNotEqualTo(shot.landmarkPicture());
    }
}
