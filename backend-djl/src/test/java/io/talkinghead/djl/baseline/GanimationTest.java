package io.talkinghead.djl.baseline;

import static io.talkinghead.djl.baseline.DrawnEpisodes.learn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.talkinghead.djl.TorchTest;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.djl.net.Adam;
import io.talkinghead.djl.train.DrawnPeople;
import io.talkinghead.djl.train.Episode;
import io.talkinghead.engine.Device;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.lab.comparison.AskedFrame;
import io.talkinghead.lab.comparison.ComparedMethod;
import io.talkinghead.lab.comparison.ComparedPerson;
import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.lab.dataset.DatasetClip;
import io.talkinghead.lab.training.TrainingLosses;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.work.Cancellation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GanimationTest extends TorchTest {
    private static final Ganimation TINY = new Ganimation(4, 32, 2);

    @TempDir
    private Path folder;

    @Test
    void step_drawnPeople_lowersWhatIsLostOnTheWayThereAndBack() {
        List<Episode> episodes = DrawnEpisodes.of(TINY, folder);
        try (BaselineTraining training = TINY.training(BaselineState.fresh(TINY.fresh(1)), manager)) {
            TrainingLosses first = learn(training, episodes, 0);
            for (int i = 0; i < 30; i++) {
                learn(training, episodes, 0);
            }
            TrainingLosses last = learn(training, episodes, 0);
            assertThat(last.likeness()).isLessThan(0.5 * first.likeness());
            assertThat(last.matching()).isLessThan(first.matching());
            assertThat(last.discriminator()).isLessThan(first.discriminator());
        }
    }

    @Test
    void state_restored_goesOnAsIfNothingHadBeen() {
        DrawnEpisodes.assertGoesOn(TINY, folder, manager);
    }

    @Test
    void rateFactor_lastThird_fallsToNothing() {
        assertThat(List.of(0L, 199L, 250L, 299L))
                .extracting(step -> TINY.rateFactor(step, 300))
                .satisfiesExactly(
                        rate -> assertThat(rate).isEqualTo(1),
                        rate -> assertThat(rate).isEqualTo(1),
                        rate -> assertThat(rate).isCloseTo(0.5, within(1e-9)),
                        rate -> assertThat(rate).isCloseTo(0.01, within(1e-9)));
    }

    @Test
    void slope_ofScores_isTheirGradient() {
        GanimationCritic critic = critic();
        NDArray pictures = random(3, DataType.FLOAT32, 2, 3, 32, 32);
        pictures.setRequiresGradient(true);
        Gradients.on(() -> {
            Gradients.backward(critic.judge(pictures).scores().sum());
            return critic;
        });
        float[] expected = JniUtils.getGradient((PtNDArray) pictures).toFloatArray();
        float[] found = Gradients.off(() -> critic.slope(pictures)).toFloatArray();
        assertThat(found).hasSameSizeAs(expected);
        float most = 0;
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], within(1e-6f));
            most = Math.max(most, Math.abs(found[i]));
        }
        assertThat(most).isGreaterThan(1e-4f);
    }

    private GanimationCritic critic() {
        FixedLayers layers = new FixedLayers(TINY.critic().table(), TINY.fresh(2), manager);
        return new GanimationCritic(TINY.critic(), layers::array);
    }

    @Test
    void slope_ofTrainedLayers_growsWithEachKernel() {
        try (TrainedLayers layers =
                new TrainedLayers(TINY.critic().table(), TINY.fresh(2), new Adam.Rule(1, 0, 0, 1), manager)) {
            GanimationCritic critic = new GanimationCritic(TINY.critic(), layers::array);
            NDArray pictures = random(3, DataType.FLOAT32, 1, 3, 32, 32);
            double steepness = Gradients.on(() -> {
                NDArray squares = critic.slope(pictures).square().sum();
                Gradients.backward(squares);
                return (double) squares.getFloat();
            });
            for (String name : List.of("critic.level1.weight", "critic.score.weight")) {
                NDArray weights = layers.array(name);
                NDArray gradient = JniUtils.getGradient((PtNDArray) weights);
                // A kernel times 1 + e makes the slope 1 + e times as steep, and its square 1 + 2 e times.
                double along = gradient.mul(weights.stopGradient()).sum().getFloat();
                assertThat(along).as(name).isCloseTo(2 * steepness, within(1e-3 * steepness));
            }
        }
    }

    @Test
    void generate_attentionEverywhere_keepsThePicture() {
        FixedLayers layers = new FixedLayers(TINY.generator(), TINY.fresh(2), manager);
        NDArray pictures = random(3, DataType.FLOAT32, 2, 3, 32, 32).clip(-1, 1);
        NDArray units = random(4, DataType.FLOAT32, 2, ActionUnit.COUNT);
        // What it weighs is positive.
        float[] much = new float[4 * 49];
        Arrays.fill(much, 1000);
        layers.array("generator.attention.weight").set(much);
        GanimationNetworks.Drawn drawn = Gradients.off(() ->
                GanimationNetworks.generate(new LayerNetwork(TINY.generator(), layers::array, false), pictures, units));
        assertThat(drawn.attention().getShape()).isEqualTo(new Shape(2, 1, 32, 32));
        assertThat(drawn.attention().toFloatArray()).containsOnly(1);
        float[] expected = pictures.toFloatArray();
        float[] found = drawn.pictures().toFloatArray();
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], within(1e-6f));
        }
    }

    @Test
    void draw_otherExpression_drawsItFromThePhotoNearestInPose() {
        DrawnPeople.write(folder, 1, 3);
        DatasetClip clip = Dataset.open(folder).identities().get(0).clips().get(0);
        List<ReferencePhoto> photos = List.of(photo(clip, 0), photo(clip, 2));
        Landmarks face = clip.calibrated(2);
        AskedFrame asked = new AskedFrame(face, clip.picture(1), clip.calibrated(1));
        AskedFrame open = new AskedFrame(mouthOpened(face), clip.picture(1), clip.calibrated(1));
        try (ComparedMethod method = TINY.method(TINY.fresh(2), TorchWorker.open("the method", Device.CPU));
                ComparedPerson person = method.learn(photos, 0, new Cancellation());
                ComparedPerson second = method.learn(photos.subList(1, 2), 0, new Cancellation())) {
            assertThat(method.id()).isEqualTo("ganimation");
            Frame drawn = person.draw(asked);
            assertThat(drawn.widthPx()).isEqualTo(64);
            assertThat(second.draw(asked).rgb()).isEqualTo(drawn.rgb());
            assertThat(person.draw(open).rgb()).isNotEqualTo(drawn.rgb());
        }
    }

    private static ReferencePhoto photo(DatasetClip clip, int frame) {
        return ReferencePhoto.cropped(clip.picture(frame), clip.calibrated(frame));
    }

    private static Landmarks mouthOpened(Landmarks face) {
        float[] x = new float[Landmarks.COUNT];
        float[] y = new float[Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            x[i] = face.x(i);
            y[i] = face.y(i) + (i >= 55 && i < 60 || i >= 65 ? 5 : 0);
        }
        return Landmarks.of(x, y);
    }
}
