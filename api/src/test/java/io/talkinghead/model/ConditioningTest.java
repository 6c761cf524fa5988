package io.talkinghead.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.file.JsonTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditioningTest {
    @TempDir
    private Path folder;

    private ModelSpec read(Conditioning conditioning, Map<String, String> changes) throws IOException {
        var node = JsonTree.object();
        SpecJson.put(node, ModelSpec.compact(conditioning));
        changes.forEach((field, value) -> {
            node.remove(field);
            if (!value.isEmpty()) {
                node.put(field, value);
            }
        });
        return ModelSpec.read(Files.writeString(folder.resolve("spec.json"), node.toString()));
    }

    @Test
    void read_written_isTheSame() throws IOException {
        Conditioning lending = new Conditioning.Turned(WarpVersion.TURN_V1, LidVersion.V1, List.of(4, 8, 12));
        assertThat(read(Conditioning.landmarks(), Map.of()).conditioning()).isEqualTo(Conditioning.landmarks());
        assertThat(read(lending, Map.of()).conditioning()).isEqualTo(lending);
        Conditioning fine = new Conditioning.Turned(WarpVersion.TURN_V2, LidVersion.V1, List.of());
        assertThat(read(fine, Map.of()).conditioning()).isEqualTo(fine);
    }

    @Test
    void read_withoutWhatIsLent_isRefused() {
        assertThatThrownBy(() -> read(Conditioning.turned(), Map.of("lent", "")))
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID))
                .hasMessageContaining("lent is no array");
    }

    @Test
    void read_embedderOfItsOwnWidth_isTheSame() throws IOException {
        var node = JsonTree.object();
        SpecJson.put(node, ModelSpec.turning());
        Path file = Files.writeString(folder.resolve("spec.json"), node.toString());
        assertThat(ModelSpec.read(file)).isEqualTo(ModelSpec.turning());
        node.put("embedding", 128);
        Files.writeString(file, node.toString());
        assertThatThrownBy(() -> ModelSpec.read(file)).hasMessageContaining("is wide, 256, not 128");
    }

    @Test
    void read_modelWithoutVersions_isShownWhatItIsRunWith() throws IOException {
        assertThat(read(Conditioning.landmarks(), Map.of("lids", "")).conditioning())
                .isEqualTo(Conditioning.landmarks());
    }

    @ParameterizedTest
    @CsvSource({
        "conditioning,guided-v9,'landmarks-v1, guided-v3'",
        "warp,mls-lids-v9,'turn-v1, turn-v2'",
        "lids,lids-v9,lids-v1"
    })
    void read_unknownVersion_isRefusedNamingTheKnownOnes(String field, String id, String known) {
        assertThatThrownBy(() -> read(Conditioning.turned(), Map.of(field, id)))
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID))
                .hasMessageContaining("its " + field + " is " + id + "; this library knows " + known);
    }

    @ParameterizedTest
    @ValueSource(strings = {"guided-v1", "guided-v2"})
    void read_retiredConditioning_isRefusedSayingWhatToTake(String id) {
        assertThatThrownBy(() -> read(Conditioning.turned(), Map.of("conditioning", id)))
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID))
                .hasMessageContaining("take turning-128-open");
    }

    @Test
    void turned_lessThanThreeMapsLent_isRefused() {
        assertThatThrownBy(() -> new Conditioning.Turned(WarpVersion.TURN_V1, LidVersion.V1, List.of(4, 8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void read_warpWithoutPhoto_isRefused() {
        assertThatThrownBy(() -> read(Conditioning.landmarks(), Map.of("warp", "turn-v1")))
                .isInstanceOf(TalkingHeadException.class)
                .hasMessageContaining("networks of landmarks-v1 see no photo");
    }
}
