package io.talkinghead.verification.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.io.MoreFiles;
import io.talkinghead.drive.FrameTime;
import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.file.ZipArchive;
import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.lab.dataset.DatasetClip;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.LidVersion;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Safetensors;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import io.talkinghead.testkit.DrawnFaces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of every version that was ever written are read as they were meant, and those of a version to come are refused by name. */
class CompatibilityTest {
    private static final Path FIXTURES = Path.of("src/test/resources/compatibility");

    @TempDir
    private Path place;

    @BeforeEach
    void copy() throws IOException {
        for (Path file : MoreFiles.fileTraverser().breadthFirst(FIXTURES)) {
            Path to = place.resolve(FIXTURES.relativize(file).toString());
            if (Files.isDirectory(file)) {
                Files.createDirectories(to);
            } else {
                Files.copy(file, to);
            }
        }
        Safetensors.write(place.resolve("1/model/weights.safetensors"), CompatibilityFixtures.MODEL.weights());
    }

    @Test
    void person_version1_isRead() {
        Person embedded = Person.open(place.resolve("1/embedded.person"));
        assertThat(((Identity.Embedded) embedded.identity()).embedding()).containsExactly(1, 0.5f, -2);
        assertThat(embedded.modelName()).isEqualTo("tiny-block-end");
        assertThat(embedded.modelId()).isEqualTo(CompatibilityFixtures.MODEL.id());
        assertThat(embedded.provenance()).isEqualTo(Map.of("backend", "onnx"));
        assertThat(embedded.photos().get(0).picture().rgb())
                .isEqualTo(DrawnFaces.picture(40, 30, 20, 15, 8).rgb());
        assertThat(embedded.photos().get(0).landmarks()).isEqualTo(DrawnFaces.landmarks(20, 15, 8));
        Identity.Tuned tuned =
                (Identity.Tuned) Person.open(place.resolve("1/tuned.person")).identity();
        assertThat(tuned.psi()).containsExactly(5, 6);
        assertThat(tuned.generator().tensor("g.w0").toFloats()).containsExactly(3, 4);
    }

    @Test
    void model_version1_isRead() {
        ModelBundle model = ModelBundle.open(place.resolve("1/model"));
        assertThat(model.id()).isEqualTo(CompatibilityFixtures.MODEL.id());
        assertThat(model.spec()).isEqualTo(CompatibilityFixtures.MODEL.spec());
        assertThat(model.card()).isEqualTo("# tiny\n");
    }

    /** Written before there were versions of lids, and weights of the content loss. */
    @Test
    void model_version1WithoutLidsAndContent_isReadAsTheFirstOfThem() throws IOException {
        Path file = place.resolve("1/model/model.json");
        String json = Files.readString(file);
        String older = json.replaceFirst("\\s*\"lids\" : \"lids-v1\",", "")
                .replaceFirst("(?s)\"content\" : \\{.*?\\},\\s*", "");
        assertThat(older).hasSizeLessThan(json.length() - 60);
        Files.writeString(file, older);
        ModelBundle model = ModelBundle.open(place.resolve("1/model"));
        assertThat(model.spec().conditioning().lids()).isEqualTo(LidVersion.V1);
        assertThat(model.content()).isEqualTo(CompatibilityFixtures.MODEL.content());
    }

    @ParameterizedTest
    @ValueSource(strings = {"guided-v1", "guided-v2"})
    void model_ofAConditioningThatIsGone_isRefusedByName(String id) throws IOException {
        Path file = place.resolve("1/model/model.json");
        Files.writeString(
                file,
                Files.readString(file).replace(Conditioning.landmarks().kind().id(), id));
        assertThatThrownBy(() -> ModelBundle.open(place.resolve("1/model")))
                .hasMessageStartingWith("TH-302")
                .hasMessageContaining(id);
    }

    @Test
    void track_version1_isReadWithEvenTimes() {
        LandmarkTrack track = LandmarkTrack.read(place.resolve("1/track.json"));
        assertThat(track.framesPerSecond()).isEqualTo(12.5);
        assertThat(track.frames().get(0).orElseThrow().x(36))
                .isCloseTo(DrawnFaces.landmarks(20, 15, 8).x(36), within(0.006f));
        assertThat(track.frames().get(1)).isEmpty();
        assertThat(track.times()).containsExactly(FrameTime.even(0, 12.5), FrameTime.even(1, 12.5));
    }

    @Test
    void track_version2_isReadWithItsTimes() {
        LandmarkTrack track = LandmarkTrack.read(place.resolve("2/track.json"));
        assertThat(track.framesPerSecond()).isEqualTo(10);
        assertThat(track.times().get(1)).isEqualTo(new FrameTime(1, Duration.ofMillis(40), Duration.ofMillis(160)));
    }

    @Test
    void dataset_version1_isRead() {
        Dataset dataset = Dataset.open(place.resolve("1/dataset"));
        assertThat(dataset.resolution()).isEqualTo(16);
        DatasetClip clip = dataset.identities().get(0).clips().get(0);
        assertThat(clip.source()).isEqualTo("anna/talk.mp4");
        assertThat(clip.time(0)).isEqualTo(Duration.ofMillis(40));
        assertThat(clip.picture(0).widthPx()).isEqualTo(16);
        assertThat(clip.landmarks(0).x(8))
                .isCloseTo(DrawnFaces.landmarks(8, 8, 4).x(8), within(0.006f));
    }

    @ParameterizedTest
    @CsvSource({
        "1/model/model.json, MODEL_INVALID, 1",
        "2/track.json, TRACK_INVALID, 2",
        "1/dataset/dataset.json, DATASET_INVALID, 1",
        "1/dataset/anna/talk/clip.json, DATASET_INVALID, 1"
    })
    void read_fileOfANewerLibrary_isRefusedNamingTheVersions(String name, ErrorCode code, int newest)
            throws IOException {
        Path file = place.resolve(name);
        for (String version : List.of(String.valueOf(newest + 1), "4294967297", "1.5", "\"1\"", "0", "-1")) {
            Files.writeString(file, newer(Files.readString(FIXTURES.resolve(name)), version));
            assertThatThrownBy(() -> reading(name).accept(file))
                    .as(version)
                    .isInstanceOfSatisfying(
                            TalkingHeadException.class,
                            e -> assertThat(e.code()).isEqualTo(code))
                    .hasMessageContaining(
                            name.contains("clip")
                                    ? "clip.json"
                                    : file.getFileName().toString());
        }
        Files.writeString(file, newer(Files.readString(FIXTURES.resolve(name)), String.valueOf(newest + 1)));
        assertThatThrownBy(() -> reading(name).accept(file))
                .hasMessageContainingAll(
                        "version is " + (newest + 1), "this library reads version", "a newer library wrote it");
    }

    @Test
    void read_personOfANewerLibrary_isRefusedNamingTheVersions() {
        Path file = place.resolve("1/embedded.person");
        Map<String, byte[]> parts = new LinkedHashMap<>(ZipArchive.read(file, 1 << 20, ErrorCode.PERSON_INVALID));
        String json = new String(Objects.requireNonNull(parts.get("person.json")), StandardCharsets.UTF_8);
        for (String version : List.of("2", "4294967297", "1.5", "\"1\"", "0")) {
            parts.put("person.json", newer(json, version).getBytes(StandardCharsets.UTF_8));
            ZipArchive.write(file, parts);
            assertThatThrownBy(() -> Person.open(file))
                    .as(version)
                    .hasMessageStartingWith("TH-304")
                    .hasMessageContainingAll("version is " + version, "this library reads version 1");
        }
    }

    /** Puts in another version, and a field that only the newer library knows. */
    private static String newer(String json, String version) {
        String changed =
                json.replaceFirst("\"(formatVersion|version)\"( ?: ?)[12],", "\"$1\"$2" + version + ",\"new\":[],");
        assertThat(changed).isNotEqualTo(json);
        return changed;
    }

    private Consumer<Path> reading(String name) {
        return switch (name) {
            case "1/model/model.json" -> file -> ModelBundle.open(file.getParent());
            case "2/track.json" -> LandmarkTrack::read;
            default -> file -> Dataset.open(place.resolve("1/dataset"));
        };
    }
}
