package io.talkinghead.verification.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Give the unpacked npm packages {@code @vladmandic/face-api} 1.7.15 and {@code nsfwjs} 4.4.0 as
 * {@code -Dtalkinghead.faceapi=DIR} and {@code -Dtalkinghead.nsfwjs=DIR}.
 */
class FeatureNetConverterTest {
    @Test
    @EnabledIfSystemProperty(named = "talkinghead.faceapi", matches = ".+", disabledReason = "needs the source package")
    void descriptor_sourcePackage_givesTheCommittedBytes() throws IOException {
        byte[] converted = FeatureNetConverter.descriptor(Path.of(System.getProperty("talkinghead.faceapi")));
        assertThat(converted).isEqualTo(committed(FeatureNetConverter.DESCRIPTOR));
    }

    @Test
    @EnabledIfSystemProperty(named = "talkinghead.nsfwjs", matches = ".+", disabledReason = "needs the source package")
    void inception_sourcePackage_givesTheCommittedBytes() throws IOException {
        byte[] converted = FeatureNetConverter.inception(Path.of(System.getProperty("talkinghead.nsfwjs")));
        assertThat(converted).isEqualTo(committed(FeatureNetConverter.INCEPTION));
    }

    private byte[] committed(String net) throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/META-INF/talkinghead/features/" + net)) {
            return Objects.requireNonNull(in, net).readAllBytes();
        }
    }
}
