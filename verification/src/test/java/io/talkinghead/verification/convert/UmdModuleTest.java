package io.talkinghead.verification.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UmdModuleTest {
    private static final String BEFORE =
            "!function(a){\"object\"==typeof exports&&(module.exports=a())}(function(n){n.exports=";
    private static final String AFTER = "},{}]},{},[1])(1)});";

    @TempDir
    private Path folder;

    private UmdModule module(String constant) throws IOException {
        return UmdModule.read(Files.writeString(folder.resolve("module.min.js"), BEFORE + constant + AFTER));
    }

    @Test
    void object_minified_hasNamesNumbersAndTruthValuesBack() throws IOException {
        JsonNode object = module("{a:{min:-.5,scale:.25,sizes:[1,2]},trainable:!1,\"b/c\":!0,none:null}")
                .object();
        assertThat(object.path("a").path("min").asDouble()).isEqualTo(-0.5);
        assertThat(object.path("a").path("scale").asDouble()).isEqualTo(0.25);
        assertThat(object.path("a").path("sizes").path(1).asInt()).isEqualTo(2);
        assertThat(object.path("trainable").isBoolean()).isTrue();
        assertThat(object.path("trainable").asBoolean()).isFalse();
        assertThat(object.path("b/c").asBoolean()).isTrue();
        assertThat(object.path("none").isNull()).isTrue();
    }

    @Test
    void bytes_base64Text_areDecoded() throws IOException {
        assertThat(module("\"AQL/\"").bytes()).containsExactly(1, 2, -1);
    }

    @Test
    void read_otherScript_isRefusedNamingTheFile() throws IOException {
        Path script = Files.writeString(folder.resolve("other.js"), "console.log(1)");
        assertThatThrownBy(() -> UmdModule.read(script))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("other.js");
        UmdModule object = module("{a:1}");
        assertThatThrownBy(object::bytes).isInstanceOf(IOException.class).hasMessageContaining("module.min.js");
    }
}
