package io.talkinghead.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.file.JsonTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        Conditioning mixed = new Conditioning.Guided(WarpVersion.MLS_LIDS_V3, LidVersion.V1, false);
        assertThat(read(Conditioning.landmarks(), Map.of()).conditioning()).isEqualTo(Conditioning.landmarks());
        assertThat(read(mixed, Map.of()).conditioning()).isEqualTo(mixed);
    }

    @ParameterizedTest
    @CsvSource({"guided-v1,MLS_V1,false", "guided-v2,MLS_LIDS_V3,true"})
    void read_modelWithoutVersions_isShownWhatItIsRunWith(String id, WarpVersion warp, boolean refined)
            throws IOException {
        assertThat(read(Conditioning.guided(), Map.of("conditioning", id, "warp", "", "lids", ""))
                        .conditioning())
                .isEqualTo(new Conditioning.Guided(warp, LidVersion.V1, refined));
    }

    @ParameterizedTest
    @CsvSource({
        "conditioning,guided-v9,'landmarks-v1, guided-v1, guided-v2'",
        "warp,mls-lids-v9,'mls-v1, mls-lids-v3'",
        "lids,lids-v9,lids-v1"
    })
    void read_unknownVersion_isRefusedNamingTheKnownOnes(String field, String id, String known) {
        assertThatThrownBy(() -> read(Conditioning.guided(), Map.of(field, id)))
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID))
                .hasMessageContaining("its " + field + " is " + id + "; this library knows " + known);
    }

    @Test
    void read_warpWithoutPhoto_isRefused() {
        assertThatThrownBy(() -> read(Conditioning.landmarks(), Map.of("warp", "mls-v1")))
                .isInstanceOf(TalkingHeadException.class)
                .hasMessageContaining("networks of landmarks-v1 see no photo");
    }
}
