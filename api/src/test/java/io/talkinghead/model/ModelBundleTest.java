package io.talkinghead.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.testkit.Golden;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelBundleTest {
    private static final ModelBundle TINY = Golden.tinyModel(Upsampling.BLOCK_END);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bundle", "bundle.zip"})
    void save_folderOrZip_opensAgain(String name) {
        TINY.save(folder.resolve(name));
        ModelBundle again = ModelBundle.open(folder.resolve(name));
        assertThat(again.id()).isEqualTo(TINY.id());
        assertThat(again.spec()).isEqualTo(TINY.spec());
        assertThat(again.card()).isEqualTo(TINY.card());
    }

    @ParameterizedTest
    @CsvSource({
        "formatVersion\" : 1, formatVersion\" : 9, version is 9",
        "landmarks-68-v1, landmarks-99, landmarks-99",
        "voxceleb-like-v1, other, crop other",
        "base\" : 8, base\" : 16, '', ",
        "block-end, sideways, sideways"
    })
    void open_changedDescription_isRefusedSayingWhat(String old, String now, String says) throws IOException {
        TINY.save(folder);
        Path json = folder.resolve("model.json");
        String text = Files.readString(json);
        assertThat(text).contains(old);
        Files.writeString(json, text.replace(old, now));
        assertThatThrownBy(() -> ModelBundle.open(folder))
                .hasMessageMatching("TH-30[23].*")
                .hasMessageContaining(says);
    }

    @Test
    void save_contentWeights_areRecordedAndThoseOfABundleWithoutAreTheCalibratedOnes() throws IOException {
        ContentWeights other = new ContentWeights(1.5, 0.25);
        TINY.withContent(other).save(folder);
        ModelBundle again = ModelBundle.open(folder);
        assertThat(again.content()).isEqualTo(other);
        assertThat(again.id()).isEqualTo(TINY.id());
        assertThat(TINY.content()).isEqualTo(ContentWeights.calibrated());
        Path json = folder.resolve("model.json");
        String text = Files.readString(json);
        String content = text.substring(text.indexOf("  \"content\""), text.indexOf("  \"sha256\""));
        Files.writeString(json, text.replace(content, ""));
        assertThat(ModelBundle.open(folder).content()).isEqualTo(ContentWeights.calibrated());
        Files.writeString(json, text.replace("0.25", "-0.25"));
        assertThatThrownBy(() -> ModelBundle.open(folder))
                .hasMessageContaining("TH-302")
                .hasMessageContaining("-0.25");
        Files.writeString(json, text.replace("0.25", "\"much\""));
        assertThatThrownBy(() -> ModelBundle.open(folder)).hasMessageContaining("descriptor must be a number");
    }

    @Test
    void open_changedWeights_isRefusedByTheirHash() throws IOException {
        TINY.save(folder);
        Path weights = folder.resolve("weights.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
        assertThatThrownBy(() -> ModelBundle.open(folder))
                .hasMessageContaining("TH-302")
                .hasMessageContaining("sha256");
    }

    @Test
    void of_missingExtraOrNaNTensor_isRefusedNamingIt() {
        Weights weights = TINY.weights();
        assertThatThrownBy(() -> with(Golden.without(weights, "generator.out.bias")))
                .hasMessageContaining("generator.out.bias");
        Map<String, Tensor> more = new LinkedHashMap<>(weights.tensors());
        more.put("generator.extra", more.get("generator.out.bias"));
        assertThatThrownBy(() -> with(new Weights(more))).hasMessageContaining("generator.extra");
        Map<String, Tensor> broken = new LinkedHashMap<>(weights.tensors());
        broken.put("generator.out.bias", Tensor.of(java.util.List.of(3), new float[] {1, Float.NaN, 2}));
        assertThatThrownBy(() -> with(new Weights(broken))).hasMessageContaining("NaN");
        assertThat(with(Golden.without(weights, "discriminator.")).weights().tensors())
                .isNotEmpty();
    }

    @Test
    void open_zipWithPathOutside_isRefused() throws IOException {
        Path zip = folder.resolve("evil.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("../evil.txt"));
            out.write(1);
        }
        assertThatThrownBy(() -> ModelBundle.open(zip))
                .hasMessageContaining("TH-302")
                .hasMessageContaining("../evil.txt");
    }

    @Test
    void open_zipOfManyZeros_isRefusedByWhatReallyComesOut() throws IOException {
        Path zip = folder.resolve("bomb.zip");
        byte[] zeros = new byte[1 << 20];
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.putNextEntry(new ZipEntry("model.json"));
            for (int i = 0; i < 64; i++) {
                out.write(zeros);
            }
        }
        assertThatThrownBy(() -> io.talkinghead.internal.file.ZipArchive.read(
                        zip, 1 << 20, io.talkinghead.error.ErrorCode.MODEL_INVALID))
                .hasMessageContaining("larger than");
    }

    @Test
    void open_copyWithOtherWeights_isRefused() throws IOException {
        TINY.save(folder.resolve("two"));
        Files.write(folder.resolve("two").resolve("weights.safetensors"), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> ModelBundle.open(folder.resolve("two"))).hasMessageContaining("sha256");
    }

    @Test
    void named_unknown_saysWhichArtifactToAdd() {
        assertThatThrownBy(() -> ModelBundle.named("no-such-model"))
                .hasMessageContaining("TH-301")
                .hasMessageContaining("talkinghead-models");
    }

    private static ModelBundle with(Weights weights) {
        return ModelBundle.of("tiny", TINY.spec(), weights, Map.of(), "# tiny\n");
    }
}
