package io.talkinghead.lab.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.internal.file.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyTest {
    @TempDir
    private Path folder;

    private int drawn;

    @BeforeEach
    void makePictures() {
        for (String person : List.of("ann", "bob")) {
            for (int i = 0; i < 3; i++) {
                picture("real/" + person + "/" + i + ".png");
                picture("ours/" + person + "/" + i + ".png");
                picture("theirs/" + person + "/" + i + ".png");
            }
        }
        picture("ours/cid/0.png");
    }

    private void picture(String name) {
        byte[] rgb = new byte[3 * 16 * 16];
        rgb[0] = (byte) drawn++;
        ImageFiles.write(folder.resolve(name), Frame.of(16, 16, rgb));
    }

    private StudyPictures pictures() {
        return StudyPictures.of(
                folder.resolve("real"), Map.of("ours", folder.resolve("ours"), "theirs", folder.resolve("theirs")));
    }

    @Test
    void draw_twoMethods_asksForEachAndForBothTogether() {
        List<Trial> trials = Study.draw(pictures(), 7, 5, 1).trials();

        assertThat(trials).hasSize(2 * 7 + 5);
        assertThat(trials).filteredOn(Trial.Triplet.class::isInstance).allSatisfy(this::assertTriplet);
        assertThat(trials).filteredOn(Trial.Pair.class::isInstance).hasSize(5).allSatisfy(this::assertPair);
    }

    private void assertTriplet(Trial trial) {
        Trial.Triplet triplet = (Trial.Triplet) trial;
        assertThat(new HashSet<>(triplet.pictures())).hasSize(3);
        for (int i = 0; i < 3; i++) {
            Path from = folder.relativize(triplet.pictures().get(i));
            assertThat(from.getName(0)).hasToString(i == triplet.made() ? triplet.method() : "real");
            assertThat(from.getName(1))
                    .isEqualTo(folder.relativize(triplet.pictures().get(0)).getName(1));
        }
    }

    private void assertPair(Trial trial) {
        Trial.Pair pair = (Trial.Pair) trial;
        Path left = folder.relativize(pair.pictures().get(0));
        Path right = folder.relativize(pair.pictures().get(1));
        assertThat(pair.methods())
                .containsExactly(left.getName(0).toString(), right.getName(0).toString());
        assertThat(left.subpath(1, 3)).as("the same moment").isEqualTo(right.subpath(1, 3));
    }

    @Test
    void draw_sameSeed_drawsTheSame() {
        assertThat(Study.draw(pictures(), 4, 4, 1).trials())
                .isEqualTo(Study.draw(pictures(), 4, 4, 1).trials())
                .isNotEqualTo(Study.draw(pictures(), 4, 4, 2).trials());
    }

    @Test
    void draw_madePlaces_areEverywhere() {
        Set<Integer> places = new HashSet<>();
        Study.draw(pictures(), 20, 0, 1).trials().forEach(trial -> places.add(((Trial.Triplet) trial).made()));

        assertThat(places).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void write_study_isAPageWhosePicturesKeepTheirBytesAndTellNothing() throws IOException {
        Study study = Study.draw(pictures(), 3, 3, 1);
        Path out = folder.resolve("page");
        study.write(out);

        assertThat(out.resolve("index.html")).isNotEmptyFile();
        JsonNode questions = questions(out);
        assertThat(questions.path("study").asText()).matches("[0-9a-f]{12}");
        assertThat(questions.path("trials")).hasSize(study.size());
        JsonNode first = questions.path("trials").get(0);
        for (int i = 0; i < 3; i++) {
            String name = first.path("pictures").get(i).asText();
            assertThat(name).matches("pictures/\\d+\\.png");
            assertThat(out.resolve(name))
                    .hasSameBinaryContentAs(study.trials().get(0).pictures().get(i));
        }
    }

    @Test
    void write_otherPictures_isAnotherStudy() throws IOException {
        Study.draw(pictures(), 30, 0, 1).write(folder.resolve("page"));
        picture("real/ann/0.png");
        Study.draw(pictures(), 30, 0, 1).write(folder.resolve("other"));

        assertThat(questions(folder.resolve("page")).path("study"))
                .isNotEqualTo(questions(folder.resolve("other")).path("study"));
    }

    private static JsonNode questions(Path page) throws IOException {
        String script = Files.readString(page.resolve("questions.js"));
        assertThat(script).startsWith("window.STUDY = ").endsWith(";\n");
        String json = script.substring("window.STUDY = ".length(), script.length() - 2);
        return JsonTree.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void write_pictureThatIsNone_writesNothing() throws IOException {
        Files.writeString(folder.resolve("theirs/ann/0.png"), "hello");
        for (int i = 1; i < 3; i++) {
            Files.delete(folder.resolve("theirs/ann/" + i + ".png"));
            Files.delete(folder.resolve("theirs/bob/" + i + ".png"));
        }
        Files.delete(folder.resolve("theirs/bob/0.png"));
        Study study = Study.draw(pictures(), 1, 0, 1);

        assertThatThrownBy(() -> study.write(folder.resolve("page")))
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IMAGE_UNREADABLE));
        assertThat(folder.resolve("page")).doesNotExist();
    }

    @Test
    void of_noPersonInCommon_isTold() {
        assertThatThrownBy(() -> StudyPictures.of(folder.resolve("ours/cid"), Map.of("ours", folder.resolve("ours"))))
                .isInstanceOf(TalkingHeadException.class)
                .hasMessageContaining("TH-306")
                .hasMessageContaining("PERSON");
        assertThatThrownBy(() -> StudyPictures.of(folder.resolve("nowhere"), Map.of("ours", folder.resolve("ours"))))
                .isInstanceOf(TalkingHeadException.class)
                .hasMessageContaining("nowhere");
    }
}
