package io.talkinghead.djl.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import io.talkinghead.djl.DjlBackendProvider;
import io.talkinghead.djl.TorchTest;
import io.talkinghead.djl.sample.Shot;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.graph.feature.FeatureNetFile;
import io.talkinghead.graph.feature.VggNet;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.model.ContentWeights;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.FaceAnalyzer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The calibration of the content loss's weights; docs/tuning.md tells of it. */
class ContentCalibrationTest extends TorchTest {
    private static final int RESOLUTION = 128;
    /** How hard the content loss pulls all in all. */
    private static final double PULL = 180;
    /** Two networks of one kind and one input, which the paper weighs like this. */
    private static final double GENERAL = ContentTerms.VGG19 / (ContentTerms.VGG19 + ContentTerms.VGG_FACE);

    @Test
    void pull_plainDifference_isOneAndGrowsWithTheWeight() {
        List<Shot> portraits = portraits();
        double once = ContentCalibration.pull(inception(1), portraits, manager);
        assertThat(ContentCalibration.pull(inception(3), portraits, manager)).isCloseTo(3 * once, within(1e-3 * once));
        double plain = ContentCalibration.pull(
                (made, target, faces) -> made.sub(target).abs().mean(), portraits, manager);
        // A little less: where the blurred picture equals the portrait, nothing pulls.
        assertThat(plain).isBetween(0.9, 1.0);
    }

    @Test
    void calibrated_weights_pullAsThePapersRatioAsks() {
        List<Shot> portraits = portraits();
        ContentWeights weights = ContentWeights.calibrated();
        double general = ContentCalibration.pull(inception(weights.inception()), portraits, manager);
        double face = ContentCalibration.pull(descriptor(weights.descriptor()), portraits, manager);
        assertThat(general + face).isCloseTo(PULL, within(0.02 * PULL));
        assertThat(general / (general + face)).isCloseTo(GENERAL, within(0.01));
    }

    /** For who has the paper's networks: what they pull, to hold the weights against. */
    @Test
    @EnabledIfSystemProperty(named = "talkinghead.vgg19", matches = ".+")
    @EnabledIfSystemProperty(named = "talkinghead.vggface", matches = ".+")
    void calibrated_weights_pullAsThePapersNetworks() {
        List<Shot> portraits = portraits();
        double general = pull(VggNet.VGG19, "talkinghead.vgg19", ContentTerms.VGG19, portraits);
        double face = pull(VggNet.VGG_FACE, "talkinghead.vggface", ContentTerms.VGG_FACE, portraits);
        double inception = general / ContentCalibration.pull(inception(1), portraits, manager);
        double descriptor = face / ContentCalibration.pull(descriptor(1), portraits, manager);
        ContentWeights weights = ContentWeights.calibrated();
        assertThat(weights.inception())
                .as(
                        "the paper's networks pull %s and %s: inception %s, descriptor %s",
                        general, face, inception, descriptor)
                .isCloseTo(inception, within(0.05 * inception));
        assertThat(weights.descriptor()).isCloseTo(descriptor, within(0.05 * descriptor));
    }

    private double pull(VggNet net, String property, double weight, List<Shot> portraits) {
        Path file = Path.of(System.getProperty(property));
        return ContentCalibration.pull(
                loss(FeatureNetwork.open(net, file, manager, DataType.FLOAT32), weight, 0), portraits, manager);
    }

    private ContentCalibration.Difference inception(double weight) {
        return loss(FeatureNetwork.open(FeatureNetFile.INCEPTION, manager, DataType.FLOAT32), weight, 0);
    }

    private ContentCalibration.Difference descriptor(double weight) {
        FeatureNetFile file = FeatureNetFile.DESCRIPTOR;
        return loss(FeatureNetwork.open(file, manager, DataType.FLOAT32), weight, file.resolution());
    }

    /** Closed with the manager. */
    private static ContentCalibration.Difference loss(FeatureNetwork network, double weight, int facePx) {
        return new ContentLoss(List.of(new ContentLoss.Term(network, weight, facePx)))::between;
    }

    private static List<Shot> portraits() {
        List<Shot> portraits = new ArrayList<>();
        EngineOptions options = EngineOptions.defaults().withDevice(Device.CPU).withThreads(1);
        try (Backend backend = new DjlBackendProvider().open(options);
                FaceAnalyzer analyzer = backend.openFaceAnalyzer()) {
            for (String name : List.of("astronaut.png", "joconde.jpg")) {
                Frame picture = ImageFiles.read(Path.of("..", "examples", "samples", name));
                ReferencePhoto photo = new ReferencePhoto(
                        picture, analyzer.analyze(picture).get(0).landmarks());
                portraits.add(Shot.of(photo, RESOLUTION));
            }
        }
        return portraits;
    }
}
