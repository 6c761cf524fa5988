package io.talkinghead.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.file.HalfFloats;
import io.talkinghead.testkit.Golden;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    @Test
    void write_weights_readsBackTheSame(@TempDir Path folder) {
        Weights weights = Golden.tensors("tiny-block-end/vectors.safetensors");
        Safetensors.write(folder.resolve("w.safetensors"), weights);
        Weights again = Safetensors.read(folder.resolve("w.safetensors"));
        assertThat(again.tensors().keySet())
                .containsExactlyElementsOf(weights.tensors().keySet());
        weights.tensors()
                .forEach((name, tensor) ->
                        assertThat(again.tensor(name).toFloats()).isEqualTo(tensor.toFloats()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,9000000000000000000]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0.5,8.5]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,2147483647],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1073741824,1024,16777216],\"data_offsets\":[0,0]}}",
                "{\"a\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"a\":1}",
                "[]",
                "{\"a\":"
            })
    void read_badHeader_isRefusedNamingTheFile(String header) {
        assertThatThrownBy(() -> Safetensors.read(file(header, 8), "some.file"))
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WEIGHTS_INVALID))
                .hasMessageContaining("some.file");
    }

    @Test
    void read_noValuesInAShapeOfHugeSides_isEmpty() {
        String header =
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,2147483647,0],\"data_offsets\":[0,0]}}";
        assertThat(Safetensors.read(file(header, 0), "some.file").tensor("a").toFloats())
                .isEmpty();
    }

    @Test
    void read_anyDamagedByteOrLength_neverFailsInAnotherWay() {
        byte[] whole = bytes("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8);
        Random random = new Random(4);
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            int length = random.nextInt(4) == 0 ? random.nextInt(damaged.length) : damaged.length;
            ByteBuffer bytes = ByteBuffer.wrap(damaged, 0, length);
            assertThatCode(() -> {
                        try {
                            Safetensors.read(bytes, "damaged");
                        } catch (TalkingHeadException expected) {
                            assertThat(expected.code()).isEqualTo(ErrorCode.WEIGHTS_INVALID);
                        }
                    })
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-block-end", "tiny-block-start"})
    void layout_referenceWeights_isTheirs(String folder) {
        Weights weights = Golden.tensors(folder + "/weights.safetensors");
        Upsampling upsampling = folder.endsWith("end") ? Upsampling.BLOCK_END : Upsampling.BLOCK_START;
        Map<String, List<Integer>> layout = new LinkedHashMap<>();
        layout.putAll(ParameterLayout.embedder(Golden.tiny(upsampling)));
        layout.putAll(ParameterLayout.generator(Golden.tiny(upsampling)));
        layout.putAll(ParameterLayout.discriminator(Golden.tiny(upsampling)));
        Map<String, List<Integer>> found = new LinkedHashMap<>();
        weights.tensors().forEach((name, tensor) -> found.put(name, tensor.shape()));
        found.remove("discriminator.identity");
        assertThat(found).containsExactlyInAnyOrderEntriesOf(layout);
    }

    @Test
    void layout_fullSize_hasThePapersParameterCounts() {
        ModelSpec paper = ModelSpec.paper();
        assertThat(count(ParameterLayout.embedder(paper), "")).isBetween(14_906_000L, 14_908_000L);
        assertThat(count(ParameterLayout.generator(paper), "")).isBetween(38_081_000L, 38_083_000L);
        assertThat(count(ParameterLayout.generator(paper), "generator.projection"))
                .isBetween(6_697_000L, 6_699_000L);
        assertThat(count(ParameterLayout.discriminator(paper), "discriminator.trunk"))
                .isBetween(19_626_000L, 19_628_000L);
        assertThat(paper.adaptiveParameters()).isEqualTo(13_056);
    }

    @Test
    void halfFloats_all_roundTrip() {
        for (int bits = 0; bits < 65536; bits++) {
            short half = (short) bits;
            float value = HalfFloats.toFloat(half);
            if (!Float.isNaN(value)) {
                assertThat(HalfFloats.fromFloat(value)).isEqualTo(half);
            }
        }
    }

    private static long count(Map<String, List<Integer>> layout, String prefix) {
        return layout.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .mapToLong(entry ->
                        entry.getValue().stream().mapToLong(side -> side).reduce(1, (a, b) -> a * b))
                .sum();
    }

    private static ByteBuffer file(String header, int data) {
        return ByteBuffer.wrap(bytes(header, data));
    }

    private static byte[] bytes(String header, int data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + data).order(ByteOrder.LITTLE_ENDIAN);
        return bytes.putLong(json.length).put(json).array();
    }
}
