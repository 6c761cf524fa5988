package io.talkinghead.djl.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.djl.DrawnPerson;
import io.talkinghead.djl.TorchTest;
import io.talkinghead.djl.sample.Batch;
import io.talkinghead.djl.sample.Shot;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Upsampling;
import io.talkinghead.testkit.Golden;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonShotsTest extends TorchTest {
    private final ModelBundle model = Golden.turnedModel();

    private static List<Shot> photos(ModelBundle model, int count) {
        return DrawnPerson.of(model, count).photos().stream()
                .map(photo -> Shot.of(photo, model.spec().resolution()))
                .toList();
    }

    private PersonShots shots(ModelBundle bundle, List<Shot> photos, boolean holdOut) {
        return PersonShots.of(photos, 0, bundle.spec(), holdOut, new Random(1));
    }

    @Test
    void measured_onePhoto_isItsMirrorImageGuidedByThePhoto() {
        List<Shot> photos = photos(model, 1);
        PersonShots shots = shots(model, photos, true);
        assertThat(shots.holdsOut()).isTrue();
        assertThat(shots.all()).isEqualTo(photos);
        assertThat(shots.trained()).isEqualTo(photos);
        Batch measured = shots.measured(manager);
        assertThat(measured.guides()).isEqualTo(photos);
        assertThat(measured.images().toFloatArray())
                .isEqualTo(photos.get(0).mirrored().planes());
        assertThat(measured.landmarks())
                .containsExactly(photos.get(0).mirrored().landmarks());
    }

    @Test
    void measured_twoPhotos_areTheirMirrorImagesGuidedByPhotos() {
        List<Shot> photos = photos(model, 2);
        PersonShots shots = shots(model, photos, true);
        assertThat(shots.holdsOut()).isTrue();
        assertThat(shots.trained()).isEqualTo(photos);
        Batch measured = shots.measured(manager);
        assertThat(measured.landmarks())
                .containsExactlyElementsOf(photos.stream()
                        .map(photo -> photo.mirrored().landmarks())
                        .toList());
        assertThat(measured.guides())
                .hasSize(2)
                .allSatisfy(guide -> assertThat(photos).contains(guide));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void of_fewPhotosOfAModelWithoutGuides_holdsNothingOut(int count) {
        ModelBundle landmarks = Golden.tinyModel(Upsampling.BLOCK_END);
        assertThat(shots(landmarks, photos(landmarks, count), true).holdsOut()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void of_withoutHoldingOut_holdsNothingOut(int count) {
        PersonShots shots = shots(model, photos(model, count), false);
        assertThat(shots.holdsOut()).isFalse();
        assertThat(shots.trained()).hasSize(count);
    }

    @Test
    void of_threePhotos_holdsNothingOutAndOfMoreOneThatIsNotTheNeutral() {
        assertThat(shots(model, photos(model, 3), true).holdsOut()).isFalse();
        List<Shot> photos = photos(model, 4);
        PersonShots shots = shots(model, photos, true);
        assertThat(shots.holdsOut()).isTrue();
        assertThat(shots.trained()).hasSize(3).contains(photos.get(0));
    }
}
