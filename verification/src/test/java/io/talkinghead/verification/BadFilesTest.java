package io.talkinghead.verification;

import static io.talkinghead.verification.Samples.assertFails;
import static io.talkinghead.verification.SavedPerson.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talkinghead.TalkingHead;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.internal.file.ZipArchive;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Upsampling;
import io.talkinghead.testkit.Golden;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
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
    private static SavedPerson good;

    @TempDir
    private Path folder;

    @BeforeAll
    static void savePerson(@TempDir Path place) {
        good = SavedPerson.make(place);
    }

    @Test
    void open_savedPerson_makesAHead() {
        Path file = good.write(folder, Map.of());
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
        assertRefused(ErrorCode.PERSON_INVALID, file, name);
        assertThat(Samples.names(folder)).containsExactly("evil.person");
    }

    @ParameterizedTest
    @ValueSource(strings = {"person.json", "photos/0.png", "unknown", "folder/"})
    void open_tenGigabytesOfZeros_isRefusedInLittleMemory(String entry) throws IOException {
        Path bomb = ZipBomb.write(folder.resolve("bomb.person"), entry);
        assertThat(Files.size(bomb)).isLessThan(32 << 20);
        assertRefused(ErrorCode.PERSON_INVALID, bomb, entry.endsWith("/") ? entry : "larger than");
        assertFails(ErrorCode.MODEL_INVALID, () -> ModelBundle.open(bomb), bomb.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"person.json", "identity.safetensors", "photos/0.png"})
    void open_missingPart_isRefusedNamingIt(String part) {
        Map<String, byte[]> contents = new LinkedHashMap<>(good.parts());
        contents.remove(part);
        Path file = folder.resolve("part.person");
        ZipArchive.write(file, contents);
        assertRefused(ErrorCode.PERSON_INVALID, file, part);
    }

    @Test
    void open_missingFileOrFolder_isRefused() {
        assertRefused(ErrorCode.PERSON_INVALID, folder.resolve("none.person"));
        assertRefused(ErrorCode.PERSON_INVALID, folder);
    }

    @Test
    void open_personOfAnotherModel_isRefusedNamingBoth() {
        Path file = description(root -> ((ObjectNode) root.get("model")).put("id", "0123abcd"));
        assertRefused(ErrorCode.PERSON_OF_OTHER_MODEL, file, "0123abcd", "turning-128-open");
        Path saved = good.write(folder, Map.of());
        ModelBundle other = Golden.tinyModel(Upsampling.BLOCK_END);
        assertFails(
                ErrorCode.PERSON_OF_OTHER_MODEL,
                () -> TalkingHead.builder(saved).model(other).build(),
                saved.toString(),
                "turning-128-open",
                "tiny-block-end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-model", "guided-128-open", "../guided-192", "/etc", "", "a\\b"})
    void open_personOfAModelThatIsNotThere_isRefused(String model) {
        Path file = description(root -> ((ObjectNode) root.get("model")).put("name", model));
        assertRefused(ErrorCode.MODEL_NOT_FOUND, file, model);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e30", "-1e30", "1e39", "NaN", "\"7\"", "null"})
    void open_absurdLandmark_isRefused(String value) {
        String json = new String(good.part("person.json"), StandardCharsets.UTF_8);
        String point = "\"landmarks\":[[";
        int at = json.indexOf(point) + point.length();
        String changed = json.substring(0, at) + value + json.substring(json.indexOf(',', at));
        Path file = good.write(folder, Map.of("person.json", changed.getBytes(StandardCharsets.UTF_8)));
        assertRefused(ErrorCode.PERSON_INVALID, file);
    }

    @Test
    void open_faceThatIsOnePoint_isRefused() {
        Path file = description(root -> {
            ArrayNode points = (ArrayNode) root.get("photos").get(0).get("landmarks");
            for (int i = 0; i < 68; i++) {
                points.set(i, points.get(0));
            }
        });
        assertRefused(ErrorCode.PERSON_INVALID, file);
    }

    @ParameterizedTest
    @CsvSource({"neutralPhoto, 1", "neutralPhoto, -1", "formatVersion, 2", "formatVersion, 0"})
    void open_numberOutOfRange_isRefused(String field, int value) {
        assertRefused(ErrorCode.PERSON_INVALID, description(root -> root.put(field, value)));
    }

    @Test
    void open_noOrTooManyPhotos_isRefused() {
        assertRefused(ErrorCode.PERSON_INVALID, description(root -> root.putArray("photos")));
        Path many = description(root -> {
            for (int i = 0; i < 40; i++) {
                ((ArrayNode) root.get("photos")).add(root.get("photos").get(0));
            }
        });
        assertRefused(ErrorCode.PERSON_INVALID, many);
    }

    @Test
    void open_photoThatIsNone_isRefusedNamingIt() {
        assertRefused(
                ErrorCode.PERSON_INVALID,
                good.write(folder, Map.of("photos/0.png", new byte[] {1, 2, 3})),
                "photos/0.png");
        byte[] png = good.part("photos/0.png");
        byte[] half = Arrays.copyOf(png, png.length / 2);
        assertRefused(ErrorCode.PERSON_INVALID, good.write(folder, Map.of("photos/0.png", half)), "photos/0.png");
    }

    private Path description(Consumer<ObjectNode> change) {
        try {
            ObjectMapper json = new ObjectMapper();
            ObjectNode root = (ObjectNode) json.readTree(good.part("person.json"));
            change.accept(root);
            return good.write(folder, Map.of("person.json", json.writeValueAsBytes(root)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
