package io.talkinghead.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.Backends;
import io.talkinghead.engine.Capability;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.face.DescriptorCrop;
import io.talkinghead.face.Face;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.image.Resampler;
import io.talkinghead.image.SquareCrop;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.spi.FeatureExtractor;
import io.talkinghead.spi.FeatureNet;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way from a picture to a descriptor, on the two sample portraits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaceDescriptorTest {
    private static final int SIZE = 150;

    /** The network's own limit: descriptors nearer than this are of the same person. */
    private static final double SAME = 0.6;

    private static final Logger LOG = LoggerFactory.getLogger(FaceDescriptorTest.class);

    private Backend backend;
    private FaceAnalyzer analyzer;
    private FeatureExtractor extractor;

    @BeforeAll
    void open() {
        backend = Backends.open(
                EnumSet.of(Capability.ANALYZE_FACES, Capability.EXTRACT_FEATURES), EngineOptions.defaults());
        analyzer = backend.openFaceAnalyzer();
        extractor = backend.openFeatureExtractor(FeatureNet.FACE_DESCRIPTOR);
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @Test
    void extract_samePersonInOtherScalesAndCrops_isNearerThanTheLimit() {
        for (String name : List.of("astronaut.png", "joconde.jpg")) {
            Frame picture = sample(name);
            float[] whole = describe(picture);
            Frame half = Resampler.resize(picture, picture.widthPx() / 2, picture.heightPx() / 2);
            // 6 % wider than high, as a careless resize would do.
            Frame wider = Resampler.resize(picture, picture.widthPx() * 106 / 100, picture.heightPx());
            Frame part = Resampler.crop(
                    picture,
                    new SquareCrop(0.03 * picture.widthPx(), 0.02 * picture.heightPx(), 0.9 * picture.widthPx()),
                    300);
            for (Frame other : List.of(half, wider, part)) {
                double distance = distance(whole, describe(other));
                LOG.info("{} against itself in {}: {}", name, other, distance);
                assertThat(distance).isGreaterThan(0).isLessThan(SAME);
            }
        }
    }

    @Test
    void extract_differentPersons_areFartherApartThanTheLimit() {
        double distance = distance(describe(sample("astronaut.png")), describe(sample("joconde.jpg")));
        LOG.info("astronaut against joconde: {}", distance);
        assertThat(distance).isGreaterThan(SAME);
    }

    private static Frame sample(String name) {
        return ImageFiles.read(Path.of("../examples/samples", name));
    }

    private float[] describe(Frame picture) {
        List<Face> faces = analyzer.analyze(picture);
        assertThat(faces).isNotEmpty();
        SquareCrop crop = DescriptorCrop.squareAround(faces.get(0).landmarks());
        return extractor.extract(Resampler.crop(picture, crop, SIZE));
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = (double) a[i] - b[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }
}
