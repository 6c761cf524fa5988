package io.talkinghead.verification;

import static io.talkinghead.verification.SavedPerson.assertRefused;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Safetensors;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Person files whose numbers are none, or do not fit the model. */
class BadIdentitiesTest {
    private static SavedPerson good;

    @TempDir
    private Path folder;

    @BeforeAll
    static void savePerson(@TempDir Path place) {
        good = SavedPerson.make(place);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void open_embeddingWithoutNumber_isRefused(float value) {
        float[] embedding = embedding();
        embedding[3] = value;
        assertRefused(ErrorCode.PERSON_INVALID, identity(Map.of("embedding", tensor(embedding))), "embedding");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096})
    void open_embeddingOfAnotherLength_isRefused(int length) {
        Path file = identity(Map.of("embedding", tensor(new float[length])));
        assertRefused(ErrorCode.PERSON_INVALID, file, "embedding", String.valueOf(length));
    }

    @Test
    void open_tunedPersonThatDoesNotFit_isRefused() {
        ModelBundle model = ModelBundle.named(ModelBundle.DEFAULT_NAME);
        Tensor psi = tensor(new float[model.spec().adaptiveParameters()]);
        Path shortPsi = identity(Map.of("psi", tensor(new float[7])));
        assertRefused(ErrorCode.PERSON_INVALID, shortPsi, "psi", "7");
        Path wrongShape = identity(Map.of("psi", psi, "generator.out2.bias", tensor(new float[99])));
        assertRefused(ErrorCode.PERSON_INVALID, wrongShape, "generator.out2.bias", "99");
        Path stranger = identity(Map.of("psi", psi, "generator.stranger", tensor(new float[1])));
        assertRefused(ErrorCode.PERSON_INVALID, stranger, "generator.stranger");
        assertRefused(ErrorCode.PERSON_INVALID, identity(Map.of("other", psi)), "no tensor psi");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"embedding\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}",
                "{\"embedding\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}",
                "{\"embedding\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,9223372036854775807]}}",
                "{\"embedding\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,99999999999999999999]}}",
                "{\"embedding\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0.5,8.5]}}",
                "{\"embedding\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"psi\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"embedding\":{\"dtype\":\"F32\",\"shape\":[65536,65536,65536,65536],\"data_offsets\":[0,8]}}"
            })
    void open_identityWithBadOffsets_isRefused(String header) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(16 + json.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        assertRefused(
                ErrorCode.PERSON_INVALID,
                good.write(folder, Map.of("identity.safetensors", bytes.array())),
                "identity.safetensors");
    }

    private Path identity(Map<String, Tensor> tensors) {
        Path file = folder.resolve("identity.safetensors");
        Safetensors.write(file, new Weights(tensors));
        try {
            return good.write(folder, Map.of("identity.safetensors", Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Tensor tensor(float[] values) {
        return Tensor.of(List.of(values.length), values);
    }

    private static float[] embedding() {
        return Safetensors.read(ByteBuffer.wrap(good.part("identity.safetensors")), "good")
                .tensor("embedding")
                .toFloats();
    }
}
