package io.talkinghead.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[1,-2.5,1e300,true,false,null,\"x\\u00e9\\n\"],\"b\":{\"c\":{}},\"d\":[]}  ",
                "[2147483647,2147483648,-9223372036854775808,99999999999999999999,0.1,1e999]",
                "\"text\"",
                "7",
                "null"
            })
    void read_anyValue_givesWhatAnObjectMapperGives(String json) throws IOException {
        assertThat(JsonTree.read(bytes(json))).isEqualTo(new ObjectMapper().readTree(json));
    }

    @Test
    void read_nothing_isMissing() throws IOException {
        assertThat(JsonTree.read(bytes("  ")).isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"b\":{\"a\":1,\"a\":1}}",
                "{} {}",
                "[1]]",
                "{\"a\":",
                "[1,",
                "{a:1}",
                "NaN"
            })
    void read_whatIsNotStrictlyOneValue_isRefused(String json) {
        assertThatThrownBy(() -> JsonTree.read(bytes(json))).isInstanceOf(JsonProcessingException.class);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
