package io.talkinghead.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.face.CropRule;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.SquareCrop;
import io.talkinghead.testkit.DrawnFaces;
import org.junit.jupiter.api.Test;

class ReferencePhotoTest {
    private static final Landmarks FACE = DrawnFaces.landmarks(50, 40, 20);

    @Test
    void crop_photo_isThatOfTheRule() {
        assertThat(new ReferencePhoto(picture(90, 80), FACE).crop()).isEqualTo(CropRule.squareAround(FACE));
    }

    @Test
    void cropped_square_isSeenWhole() {
        assertThat(ReferencePhoto.cropped(picture(90, 90), FACE).crop()).isEqualTo(new SquareCrop(0, 0, 90));
        assertThatThrownBy(() -> ReferencePhoto.cropped(picture(90, 80), FACE)).hasMessageContaining("not square");
    }

    @Test
    void scaled_photo_scalesPictureLandmarksAndCrop() {
        ReferencePhoto half = ReferencePhoto.cropped(picture(90, 90), FACE).scaled(0.5);
        assertThat(half.picture().widthPx()).isEqualTo(45);
        assertThat(half.landmarks()).isEqualTo(FACE.transformed(0.5, 0, 0));
        assertThat(half.crop()).isEqualTo(new SquareCrop(0, 0, 45));
    }

    @Test
    void crop_thatIsNoPart_isRefused() {
        Frame picture = picture(90, 80);
        for (SquareCrop crop : new SquareCrop[] {
            new SquareCrop(0, 0, 0),
            new SquareCrop(0, 0, -1),
            new SquareCrop(0, Double.NaN, 9),
            new SquareCrop(1e6, 0, 9),
            new SquareCrop(0, 0, 1e300)
        }) {
            assertThatThrownBy(() -> new ReferencePhoto(picture, FACE, crop))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("90 x 80");
        }
    }

    private static Frame picture(int widthPx, int heightPx) {
        return DrawnFaces.picture(widthPx, heightPx, 50, 40, 20);
    }
}
