package io.talkinghead.graph.precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.conditioning.LandmarkPicture;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.testkit.Golden;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TypicalInputsTest {
    private static final int PX = 128;
    private static final Landmarks FACE = Golden.face(128);

    private static Frame photo(int seed) {
        byte[] rgb = new byte[3 * PX * PX];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (128 + 100 * Math.sin((i / 3 % PX * seed + i / 3 / PX) / 15.0));
        }
        return Frame.of(PX, PX, rgb);
    }

    /** Two photos that differ in picture and pose; the second is the neutral one. */
    private static Person person() {
        Landmarks wide = new HeadPose(0, 0, 15, 1, 0, 0, 0.2, 0).of(FACE);
        List<ReferencePhoto> photos =
                List.of(ReferencePhoto.cropped(photo(1), wide), ReferencePhoto.cropped(photo(3), FACE));
        return new Person("m", "id", new Identity.Embedded(new float[128]), photos, 1, Map.of());
    }

    @Test
    void in_photosOwnPose_showsItsLandmarksAtRest() {
        HeadPose own = TypicalPoses.CALIBRATION.get(0);
        ModelSpec spec = ModelSpec.turning().withResolution(PX);
        List<float[]> inputs = new TypicalInputs(spec, person())
                .in(List.of(own)).stream().map(TypicalInput::values).toList();
        int planes = 3 * PX * PX;
        float[] picture = new float[planes];
        LandmarkPicture.draw(FACE, PX, picture);
        Golden.assertClose(Arrays.copyOf(inputs.get(0), planes), picture, 1e-3);
        // The middle of the first cell of what surrounds the face.
        assertThat(inputs.get(0)[planes]).isCloseTo(PX / 128f, within(0.05f));
    }

    @Test
    void in_modelOfLandmarks_hasNoPhoto() {
        TypicalInputs inputs = new TypicalInputs(ModelSpec.compact(Conditioning.landmarks()), person());
        assertThat(inputs.in(TypicalPoses.JUDGED))
                .hasSameSizeAs(TypicalPoses.JUDGED)
                .allSatisfy(input -> assertThat(input.values()).hasSize(3 * PX * PX));
    }

    @Test
    void in_modelOfHeadsThatTurn_namesThePhotoThatGuides() {
        HeadPose own = TypicalPoses.CALIBRATION.get(0);
        TypicalInputs inputs = new TypicalInputs(ModelSpec.turning().withResolution(PX), person());
        assertThat(inputs.in(List.of(own, own, own)))
                .extracting(TypicalInput::guide)
                .containsExactly(1, 0, 1);
    }

    @Test
    void judgedPoses_areNoneOfTheCalibration() {
        assertThat(TypicalPoses.JUDGED).doesNotContainAnyElementsOf(TypicalPoses.CALIBRATION);
    }
}
