package io.talkinghead.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.face.Face;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.testkit.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The faces of the six sample photos of npm {@code @vladmandic/face-api} 1.7.15, which are not ours to ship: give the unpacked
 * package's folder as {@code -Dtalkinghead.faceapi=DIR}.
 */
@EnabledIfSystemProperty(named = "talkinghead.faceapi", matches = ".+", disabledReason = "needs the sample photos")
class SamplePhotosTest {
    private static final Logger LOG = LoggerFactory.getLogger(SamplePhotosTest.class);

    @Test
    void analyze_samplePhotos_findsEveryFaceWithItsLandmarksWithinOnePercent() throws IOException {
        Path photos = Path.of(System.getProperty("talkinghead.faceapi"), "demo");
        JsonNode expected = new ObjectMapper().readTree(Golden.bytes("face/landmarks.json"));
        double worst = 0;
        double sum = 0;
        int count = 0;
        try (Backend backend = new OnnxBackendProvider().open(EngineOptions.defaults());
                FaceAnalyzer analyzer = backend.openFaceAnalyzer()) {
            for (Map.Entry<String, JsonNode> photo : expected.properties()) {
                Frame picture = ImageFiles.read(photos.resolve(photo.getKey()));
                List<Face> faces = analyzer.analyze(picture);
                assertThat(faces)
                        .as(photo.getKey())
                        .hasSameSizeAs(photo.getValue().path("faces"));
                for (JsonNode face : photo.getValue().path("faces")) {
                    double error = error(faces, face);
                    LOG.warn("{}: {} % of the eye distance", photo.getKey(), 100 * error);
                    sum += error;
                    count++;
                    worst = Math.max(worst, error);
                }
            }
        }
        LOG.warn("{} faces, mean {} %, worst {} %", count, 100 * sum / count, 100 * worst);
        assertThat(worst).isLessThan(0.01);
    }

    /** Mean distance to the nearest face's landmarks, in outer-eye distances. */
    private static double error(List<Face> faces, JsonNode expected) {
        JsonNode points = expected.path("landmarks");
        double eyes = Math.hypot(
                points.get(36).get(0).asDouble() - points.get(45).get(0).asDouble(),
                points.get(36).get(1).asDouble() - points.get(45).get(1).asDouble());
        double best = Double.POSITIVE_INFINITY;
        for (Face face : faces) {
            double total = 0;
            for (int i = 0; i < Landmarks.COUNT; i++) {
                total += Math.hypot(
                        face.landmarks().x(i) - points.get(i).get(0).asDouble(),
                        face.landmarks().y(i) - points.get(i).get(1).asDouble());
            }
            best = Math.min(best, total / Landmarks.COUNT / eyes);
        }
        return best;
    }
}
