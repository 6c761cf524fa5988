package io.talkinghead.examples;

import static io.talkinghead.examples.Samples.ASTRONAUT;
import static io.talkinghead.examples.Samples.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talkinghead.Golden;
import io.talkinghead.TalkingHead;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.file.ZipArchive;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Safetensors;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Upsampling;
import io.talkinghead.model.Weights;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Person files that are damaged, or made to do damage. */
class BadFilesTest {
    private static Map<String, byte[]> good;

    @TempDir
    private Path folder;

    @BeforeAll
    static void savePerson(@TempDir Path place) {
        Path file = place.resolve("good.person");
        try (TalkingHead head =
                TalkingHead.builder().photos(List.of(ASTRONAUT)).size(64).build()) {
            head.save(file);
        }
        good = ZipArchive.read(file, 1 << 30, ErrorCode.PERSON_INVALID);
    }

    @Test
    void open_savedPerson_makesAHead() {
        Path file = write(Map.of());
        try (TalkingHead head = TalkingHead.open(file)) {
            assertThat(head.render(head.neutralLandmarks()).widthPx()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "/etc/evil", "..\\evil", "photos/../../evil", "C:/evil", "a//b", ".hidden"})
    void open_nameThatLeavesTheArchive_isRefused(String name) throws IOException {
        Path file = folder.resolve("evil.person");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(1);
        }
        refused(ErrorCode.PERSON_INVALID, file, name);
        assertThat(Samples.names(folder)).containsExactly("evil.person");
    }

    @ParameterizedTest
    @ValueSource(strings = {"person.json", "photos/0.png", "unknown", "folder/"})
    void open_tenGigabytesOfZeros_isRefusedInLittleMemory(String entry) throws IOException {
        Path bomb = ZipBomb.write(folder.resolve("bomb.person"), entry);
        assertThat(Files.size(bomb)).isLessThan(32 << 20);
        refused(ErrorCode.PERSON_INVALID, bomb, entry.endsWith("/") ? entry : "larger than");
        assertFails(ErrorCode.MODEL_INVALID, () -> ModelBundle.open(bomb), bomb.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"person.json", "identity.safetensors", "photos/0.png"})
    void open_missingPart_isRefusedNamingIt(String part) {
        Map<String, byte[]> contents = new LinkedHashMap<>(good);
        contents.remove(part);
        Path file = folder.resolve("part.person");
        ZipArchive.write(file, contents);
        refused(ErrorCode.PERSON_INVALID, file, part);
    }

    @Test
    void open_missingFileOrFolder_isRefused() {
        refused(ErrorCode.PERSON_INVALID, folder.resolve("none.person"));
        refused(ErrorCode.PERSON_INVALID, folder);
    }

    @Test
    void open_personOfAnotherModel_isRefusedNamingBoth() {
        Path file = description(root -> ((ObjectNode) root.get("model")).put("id", "0123abcd"));
        refused(ErrorCode.PERSON_OF_OTHER_MODEL, file, "0123abcd", "guided-128");
        Path saved = write(Map.of());
        ModelBundle other = Golden.tinyModel(Upsampling.BLOCK_END);
        assertFails(
                ErrorCode.PERSON_OF_OTHER_MODEL,
                () -> TalkingHead.builder().personFile(saved).model(other).build(),
                saved.toString(),
                "guided-128",
                "tiny-block-end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-model", "../guided-128", "/etc", "", "a\\b"})
    void open_personOfAModelThatIsNotThere_isRefused(String model) {
        Path file = description(root -> ((ObjectNode) root.get("model")).put("name", model));
        refused(ErrorCode.MODEL_NOT_FOUND, file, model);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e30", "-1e30", "1e39", "NaN", "\"7\"", "null"})
    void open_absurdLandmark_isRefused(String value) {
        String json = new String(part("person.json"), StandardCharsets.UTF_8);
        String point = "\"landmarks\":[[";
        int at = json.indexOf(point) + point.length();
        String changed = json.substring(0, at) + value + json.substring(json.indexOf(',', at));
        Path file = write(Map.of("person.json", changed.getBytes(StandardCharsets.UTF_8)));
        refused(ErrorCode.PERSON_INVALID, file);
    }

    @Test
    void open_faceThatIsOnePoint_isRefused() {
        Path file = description(root -> {
            ArrayNode points = (ArrayNode) root.get("photos").get(0).get("landmarks");
            for (int i = 0; i < 68; i++) {
                points.set(i, points.get(0));
            }
        });
        refused(ErrorCode.PERSON_INVALID, file);
    }

    @ParameterizedTest
    @CsvSource({"neutralPhoto, 1", "neutralPhoto, -1", "formatVersion, 2", "formatVersion, 0"})
    void open_numberOutOfRange_isRefused(String field, int value) {
        refused(ErrorCode.PERSON_INVALID, description(root -> root.put(field, value)));
    }

    @Test
    void open_noOrTooManyPhotos_isRefused() {
        refused(ErrorCode.PERSON_INVALID, description(root -> root.putArray("photos")));
        Path many = description(root -> {
            for (int i = 0; i < 40; i++) {
                ((ArrayNode) root.get("photos")).add(root.get("photos").get(0));
            }
        });
        refused(ErrorCode.PERSON_INVALID, many);
    }

    @Test
    void open_photoThatIsNone_isRefusedNamingIt() {
        refused(ErrorCode.PERSON_INVALID, write(Map.of("photos/0.png", new byte[] {1, 2, 3})), "photos/0.png");
        byte[] png = part("photos/0.png");
        byte[] half = Arrays.copyOf(png, png.length / 2);
        refused(ErrorCode.PERSON_INVALID, write(Map.of("photos/0.png", half)), "photos/0.png");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void open_embeddingWithoutNumber_isRefused(float value) {
        float[] embedding = embedding();
        embedding[3] = value;
        refused(ErrorCode.PERSON_INVALID, identity(Map.of("embedding", tensor(embedding))), "embedding");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096})
    void open_embeddingOfAnotherLength_isRefused(int length) {
        Path file = identity(Map.of("embedding", tensor(new float[length])));
        refused(ErrorCode.PERSON_INVALID, file, "embedding", String.valueOf(length));
    }

    @Test
    void open_tunedPersonThatDoesNotFit_isRefused() {
        ModelBundle model = ModelBundle.named(ModelBundle.DEFAULT_NAME);
        Tensor psi = tensor(new float[model.spec().adaptiveParameters()]);
        Path shortPsi = identity(Map.of("psi", tensor(new float[7])));
        refused(ErrorCode.PERSON_INVALID, shortPsi, "psi", "7");
        Path wrongShape = identity(Map.of("psi", psi, "generator.out.bias", tensor(new float[99])));
        refused(ErrorCode.PERSON_INVALID, wrongShape, "generator.out.bias", "99");
        Path stranger = identity(Map.of("psi", psi, "generator.stranger", tensor(new float[1])));
        refused(ErrorCode.PERSON_INVALID, stranger, "generator.stranger");
        refused(ErrorCode.PERSON_INVALID, identity(Map.of("other", psi)), "no tensor psi");
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
        refused(ErrorCode.PERSON_INVALID, write(Map.of("identity.safetensors", bytes.array())), "identity.safetensors");
    }

    private void refused(ErrorCode code, Path file, String... says) {
        int running = WatchedBackendProvider.running();
        List<String> all = new ArrayList<>(List.of(says));
        all.add(file.toString());
        assertFails(
                code,
                () -> TalkingHead.builder()
                        .personFile(file)
                        .backend(WatchedBackendProvider.ID)
                        .build()
                        .close(),
                all.toArray(String[]::new));
        assertThat(WatchedBackendProvider.running()).isEqualTo(running);
    }

    private static byte[] part(String name) {
        return Objects.requireNonNull(good.get(name), name);
    }

    /** Writes the good person with some parts replaced. */
    private Path write(Map<String, byte[]> changes) {
        Map<String, byte[]> contents = new LinkedHashMap<>(good);
        contents.putAll(changes);
        Path file = folder.resolve("anna.person");
        ZipArchive.write(file, contents);
        return file;
    }

    private Path description(Consumer<ObjectNode> change) {
        try {
            ObjectMapper json = new ObjectMapper();
            ObjectNode root = (ObjectNode) json.readTree(part("person.json"));
            change.accept(root);
            return write(Map.of("person.json", json.writeValueAsBytes(root)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path identity(Map<String, Tensor> tensors) {
        Path file = folder.resolve("identity.safetensors");
        Safetensors.write(file, Weights.of(tensors));
        try {
            return write(Map.of("identity.safetensors", Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Tensor tensor(float[] values) {
        return Tensor.of(List.of(values.length), values);
    }

    private static float[] embedding() {
        return Safetensors.read(ByteBuffer.wrap(part("identity.safetensors")), "good")
                .tensor("embedding")
                .toFloats();
    }
}
