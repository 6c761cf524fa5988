package io.talkinghead.djl.baseline;

import static io.talkinghead.djl.baseline.DrawnEpisodes.learn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.talkinghead.djl.TorchTest;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.djl.train.DrawnPeople;
import io.talkinghead.djl.train.Episode;
import io.talkinghead.engine.Device;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.Frame;
import io.talkinghead.lab.comparison.AskedFrame;
import io.talkinghead.lab.comparison.ComparedMethod;
import io.talkinghead.lab.comparison.ComparedPerson;
import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.lab.dataset.DatasetClip;
import io.talkinghead.lab.evaluation.ImageMetrics;
import io.talkinghead.lab.training.TrainingLosses;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.work.Cancellation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Pix2pixHdTest extends TorchTest {
    private static final Pix2pixHd TINY = new Pix2pixHd(2, 64, 2);

    @TempDir
    private Path folder;

    @Test
    void step_drawnPeople_lowersWhatTheGeneratorIsTrainedBy() {
        List<Episode> episodes = DrawnEpisodes.of(TINY, folder);
        try (BaselineTraining training = TINY.training(BaselineState.fresh(TINY.fresh(1)), manager)) {
            TrainingLosses first = learn(training, episodes, 0);
            for (int i = 0; i < 12; i++) {
                learn(training, episodes, 0);
            }
            TrainingLosses last = learn(training, episodes, 0);
            assertThat(last.likeness()).isLessThan(0.9 * first.likeness());
            assertThat(last.adversarial()).isPositive();
            assertThat(last.discriminator()).isBetween(0.0, first.discriminator());
        }
    }

    @Test
    void state_restored_goesOnAsIfNothingHadBeen() {
        DrawnEpisodes.assertGoesOn(TINY, folder, manager);
    }

    @Test
    void judge_twoScales_givesMapsOfScores() {
        NDArray pictures = random(1, DataType.FLOAT32, 2, 3, 64, 64);
        FixedLayers layers = new FixedLayers(TINY.discriminator(), TINY.fresh(1), manager);
        LayerNetwork network = new LayerNetwork(TINY.discriminator(), layers::array, false);
        List<List<NDArray>> scales = Gradients.off(() -> Pix2pixHdNetworks.judge(network, pictures, pictures));
        assertThat(scales)
                .extracting(values -> values.get(values.size() - 1).getShape())
                .containsExactly(new Shape(2, 1, 11, 11), new Shape(2, 1, 7, 7));
    }

    @Test
    void learn_onePhoto_drawsItMoreAlikeThanBefore() {
        ReferencePhoto photo = photo();
        AskedFrame asked = new AskedFrame(photo.landmarks(), photo.picture(), photo.landmarks());
        float[] landmarks = new DrawnSize(64, 64).landmarkPicture(photo.landmarks());
        TorchWorker worker = TorchWorker.open("the method", Device.CPU);
        try (ComparedMethod method = TINY.method(TINY.fresh(1), worker)) {
            Frame before = untuned(worker, landmarks);
            try (ComparedPerson person = method.learn(List.of(photo), 0, new Cancellation())) {
                Frame drawn = person.draw(asked);
                assertThat(drawn.widthPx()).isEqualTo(64);
                assertThat(ImageMetrics.l1(drawn, photo.picture()))
                        .isLessThan(0.9 * ImageMetrics.l1(before, photo.picture()));
            }
        }
    }

    private static Frame untuned(TorchWorker worker, float[] landmarks) {
        try (Pix2pixHdTraining training = worker.setUp(
                () -> Pix2pixHdTraining.open(TINY, BaselineState.fresh(TINY.fresh(1)), worker.manager()))) {
            return new DrawnSize(64, 64).frame(worker.call(() -> training.draw(landmarks)));
        }
    }

    @Test
    void learn_cancelled_ends() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        try (ComparedMethod method = TINY.method(TINY.fresh(1), TorchWorker.open("the method", Device.CPU))) {
            assertThatThrownBy(() -> method.learn(List.of(photo()), 0, cancellation))
                    .isInstanceOfSatisfying(
                            TalkingHeadException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        }
    }

    private ReferencePhoto photo() {
        DrawnPeople.write(folder, 1, 2);
        DatasetClip clip = Dataset.open(folder).identities().get(0).clips().get(0);
        return ReferencePhoto.cropped(clip.picture(0), clip.calibrated(0));
    }
}
