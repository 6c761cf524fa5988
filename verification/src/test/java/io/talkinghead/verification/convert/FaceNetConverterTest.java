package io.talkinghead.verification.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Give the unpacked npm package {@code @vladmandic/human} 3.3.6 as {@code -Dtalkinghead.human=DIR}. */
@EnabledIfSystemProperty(named = "talkinghead.human", matches = ".+", disabledReason = "needs the source package")
class FaceNetConverterTest {
    @ParameterizedTest
    @ValueSource(strings = {"blazeface.onnx", "facemesh.onnx"})
    void convert_sourcePackage_givesTheCommittedBytes(String net, @TempDir Path folder) throws IOException {
        FaceNetConverter.convert(Path.of(System.getProperty("talkinghead.human")), folder);
        try (InputStream committed = getClass().getResourceAsStream("/META-INF/talkinghead/face/" + net)) {
            assertThat(Files.readAllBytes(folder.resolve(net)))
                    .isEqualTo(Objects.requireNonNull(committed, net).readAllBytes());
        }
    }
}
