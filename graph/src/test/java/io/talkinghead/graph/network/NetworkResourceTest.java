package io.talkinghead.graph.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Strings;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import org.junit.jupiter.api.Test;

class NetworkResourceTest {
    private static final String PATH = "META-INF/talkinghead/features/inception.onnx";

    @Test
    void read_resourceThatIsNotThere_namesTheArtifactToAdd() {
        NetworkResource resource = new NetworkResource("nose network", "META-INF/nose.onnx", "");
        assertThatThrownBy(resource::read)
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND))
                .hasMessageContaining("nose network")
                .hasMessageContaining("talkinghead-models");
    }

    @Test
    void read_otherContent_namesBothHashes() {
        String other = Strings.repeat("0", 64);
        NetworkResource resource = new NetworkResource("nose network", PATH, other);
        assertThatThrownBy(resource::read)
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID))
                .hasMessageContaining("nose network")
                .hasMessageMatching("(?s).*sha256 [1-9a-f][0-9a-f]{63}, not " + other + ".*");
    }
}
