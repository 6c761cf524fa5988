package io.talkinghead.djl.baseline;

import static io.talkinghead.djl.baseline.DrawnEpisodes.learn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.talkinghead.djl.TorchTest;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.djl.train.DrawnPeople;
import io.talkinghead.djl.train.Episode;
import io.talkinghead.engine.Device;
import io.talkinghead.lab.comparison.AskedFrame;
import io.talkinghead.lab.comparison.ComparedMethod;
import io.talkinghead.lab.comparison.ComparedPerson;
import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.lab.dataset.DatasetClip;
import io.talkinghead.lab.training.TrainingLosses;
import io.talkinghead.model.Weights;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.work.Cancellation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class X2FaceTest extends TorchTest {
    private static final X2Face TINY = new X2Face(X2Face.DrivenBy.LANDMARKS, 8, 32, 4);

    @TempDir
    private Path folder;

    private List<Episode> episodes() {
        return DrawnEpisodes.of(TINY, folder);
    }

    @Test
    void step_drawnPeople_lowersTheDifference() {
        List<Episode> episodes = episodes();
        try (BaselineTraining training = TINY.training(BaselineState.fresh(TINY.fresh(1)), manager)) {
            TrainingLosses first = learn(training, episodes, 0);
            for (int i = 0; i < 60; i++) {
                learn(training, episodes, 0);
            }
            TrainingLosses last = learn(training, episodes, 0);
            assertThat(last.likeness()).isLessThan(0.7 * first.likeness());
            assertThat(last.matching()).isZero();
        }
    }

    @Test
    void step_lateInTheTraining_lowersTheDistanceOfIdentitiesToo() {
        List<Episode> episodes = episodes().subList(0, 2);
        try (BaselineTraining training = TINY.training(BaselineState.fresh(TINY.fresh(1)), manager)) {
            TrainingLosses first = learn(training, episodes, 0.7);
            for (int i = 0; i < 6; i++) {
                learn(training, episodes, 0.7);
            }
            assertThat(learn(training, episodes, 0.7).matching()).isPositive().isLessThan(first.matching());
        }
    }

    @Test
    void state_restored_goesOnAsIfNothingHadBeen() {
        DrawnEpisodes.assertGoesOn(TINY, folder, manager);
    }

    @Test
    void embedded_photosInAnotherOrder_isTheSameFace() {
        X2FaceNetworks networks = networks();
        NDArray photos = random(3, DataType.FLOAT32, 3, 3, 32, 32);
        NDArray turned = NDArrays.concat(new NDList(photos.get("2:3"), photos.get("0:1"), photos.get("1:2")), 0);
        float[] face = embedded(networks, photos, List.of(3));
        float[] again = embedded(networks, turned, List.of(3));
        for (int i = 0; i < face.length; i++) {
            assertThat(again[i]).isCloseTo(face[i], within(1e-5f));
        }
    }

    @Test
    void embedded_severalPersons_areApart() {
        X2FaceNetworks networks = networks();
        NDArray photos = random(3, DataType.FLOAT32, 3, 3, 32, 32);
        float[] both = embedded(networks, photos, List.of(2, 1));
        float[] second = embedded(networks, photos.get("2:3"), List.of(1));
        for (int i = 0; i < second.length; i++) {
            assertThat(both[second.length + i]).isCloseTo(second[i], within(1e-5f));
        }
    }

    @Test
    void moved_freshNetworks_isAlmostTheSource() {
        X2FaceNetworks networks = networks();
        NDArray smooth = random(4, DataType.FLOAT32, 1, 3, 2, 2)
                .getNDArrayInternal()
                .interpolation(new long[] {32, 32}, 2, false);
        float[] source = smooth.toFloatArray();
        NDArray made = Gradients.off(() -> X2FaceNetworks.moved(
                networks.embedded(smooth, List.of(1)), networks.flows(random(5, DataType.FLOAT32, 1, 3, 32, 32))));
        assertThat(made.getShape()).isEqualTo(new Shape(1, 3, 32, 32));
        float[] values = made.toFloatArray();
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isCloseTo(source[i], within(0.1f));
        }
    }

    @Test
    void draw_drivenByLandmarks_followsThemAndNotTheFrame() {
        DrawnPeople.write(folder, 1, 3);
        DatasetClip clip = Dataset.open(folder).identities().get(0).clips().get(0);
        ReferencePhoto photo = ReferencePhoto.cropped(clip.picture(0), clip.calibrated(0));
        AskedFrame asked = new AskedFrame(clip.calibrated(1), clip.picture(1), clip.calibrated(1));
        AskedFrame otherFrame = new AskedFrame(clip.calibrated(1), clip.picture(2), clip.calibrated(2));
        AskedFrame otherLandmarks = new AskedFrame(clip.calibrated(2), clip.picture(1), clip.calibrated(1));
        try (ComparedMethod method = TINY.method(rough(), TorchWorker.open("the method", Device.CPU));
                ComparedPerson person = method.learn(List.of(photo), 0, new Cancellation())) {
            assertThat(method.id()).isEqualTo("x2face-landmarks");
            byte[] drawn = person.draw(asked).rgb();
            assertThat(person.draw(otherFrame).rgb()).isEqualTo(drawn);
            assertThat(person.draw(otherLandmarks).rgb()).isNotEqualTo(drawn);
        }
    }

    /** Fresh weights that do not begin small: their flows are seen. */
    private static Weights rough() {
        return FreshLayers.of(TINY.table(), 2, name -> false);
    }

    private X2FaceNetworks networks() {
        FixedLayers layers = new FixedLayers(TINY.table(), TINY.fresh(2), manager);
        return new X2FaceNetworks(TINY.tables(), TINY.levels(), layers::array, false);
    }

    private static float[] embedded(X2FaceNetworks networks, NDArray photos, List<Integer> counts) {
        return Gradients.off(() -> networks.embedded(photos, counts).toFloatArray());
    }
}
